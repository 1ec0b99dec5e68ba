import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProgressLine } from '../../src/commands/progress-line.js';

describe('the progress line of a command', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  /** A line at a terminal, a while after the command began, and what it has written. */
  function lineAtTerminal() {
    const written: string[] = [];
    const write = (text: string) => written.push(text.replace('\r\u001b[2K', ''));
    const line = new ProgressLine({ isTTY: true, write } as unknown as NodeJS.WriteStream, false);
    vi.advanceTimersByTime(10_000);
    return { line, written };
  }

  it('does not say that a load waits which has its turn at once', () => {
    const { line, written } = lineAtTerminal();
    line.show({ phase: 'WAITING', rowsRead: 20_056, fraction: 0 });
    vi.advanceTimersByTime(500);
    line.show({ phase: 'LANDING', rowsRead: 20_056, fraction: 0 });
    vi.advanceTimersByTime(500);
    line.show({ phase: 'WAITING', rowsRead: 20_056, fraction: 0 });
    expect(written).toEqual(['20\u202f056 lignes lues. Écriture dans la base…']);
  });

  it('says that it waits once it does, and nothing of rows not read', () => {
    const { line, written } = lineAtTerminal();
    line.show({ phase: 'WAITING', rowsRead: 0, fraction: 0 });
    vi.advanceTimersByTime(700);
    line.show({ phase: 'WAITING', rowsRead: 0, fraction: 0 });
    vi.advanceTimersByTime(700);
    line.show({ phase: 'WAITING', rowsRead: 1, fraction: 0 });
    expect(written).toEqual([
      'Un autre chargement est en cours, le vôtre attend son tour…',
      '1 ligne lue. Un autre chargement est en cours, le vôtre attend son tour…',
    ]);
  });
});
