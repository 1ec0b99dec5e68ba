import { describe, expect, it } from 'vitest';
import { Revisions } from '../../src/journal/revisions.js';

describe('the revision of an epoch', () => {
  it('is asked once, and is none when another epoch began meanwhile', async () => {
    let [epoch, asked] = [1, 0];
    let whileAsking = () => undefined as undefined;
    const revisions = new Revisions(
      () => epoch,
      async () => {
        asked += 1;
        whileAsking();
        return 10 + epoch;
      },
    );
    revisions.now();
    revisions.now();
    expect(await revisions.of(1)).toBe(11);
    expect(asked).toBe(1);

    epoch = 2;
    whileAsking = () => {
      epoch = 3;
      return undefined;
    };
    revisions.now();
    expect(await revisions.of(2)).toBeNull();
    whileAsking = () => undefined;
    revisions.now();
    expect(await revisions.of(3)).toBe(13);
    expect(await revisions.of(null)).toBeNull();
  });

  it('is asked again when the base did not answer', async () => {
    let isAway = true;
    const revisions = new Revisions(
      () => 1,
      async () => {
        if (isAway) throw new Error('away');
        return 7;
      },
    );
    revisions.now();
    expect(await revisions.of(1)).toBeNull();
    isAway = false;
    revisions.now();
    expect(await revisions.of(1)).toBe(7);
  });
});
