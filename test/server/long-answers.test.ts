import { describe, expect, it } from 'vitest';
import { LongAnswers } from '../../src/server/long-answers.js';

describe('long answers', () => {
  it('are worked out two at a time, in order', async () => {
    const answers = new LongAnswers(60_000);
    const [first, second] = await Promise.all([answers.turn(), answers.turn()]);
    const begun: string[] = [];
    const third = answers.turn().then((leave) => {
      begun.push('third');
      return leave;
    });
    const fourth = answers.turn().then(() => begun.push('fourth'));
    await Promise.resolve();
    expect(begun).toEqual([]);
    second?.();
    const leave = await third;
    expect(begun).toEqual(['third']);
    leave?.();
    await fourth;
    expect(begun).toEqual(['third', 'fourth']);
    first?.();
  });

  it('do not wait long for slow ones, and end no turn but their own', async () => {
    const answers = new LongAnswers(20);
    const slow = await Promise.all([answers.turn(), answers.turn()]);
    expect(await answers.turn()).toBeNull();
    for (const leave of slow) leave?.();
    expect(await Promise.all([answers.turn(), answers.turn(), answers.turn()])).toEqual([
      expect.any(Function),
      expect.any(Function),
      null,
    ]);
  });
});
