import { vi } from 'vitest';

/** Waits for what comes by itself (an announcement, another process) for as long as it may take a busy machine. */
export const eventually = <T>(work: () => T | Promise<T>): Promise<T> =>
  vi.waitFor(work, { timeout: 30_000, interval: 20 });
