import { describe, expect, it } from 'vitest';
import { retryAfterOf } from '../../src/sources/retry-after.js';
import { retryDelay, type Standing, stateOf } from '../../src/sources/source.rules.js';

const now = new Date('2026-11-25T12:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
const daily: Standing = {
  enabled: true,
  intervalMinutes: 24 * 60,
  registeredAt: hoursAgo(1_000),
  lastSuccessAt: null,
  failingSince: null,
  lastErrorCode: null,
};

describe('the state of a source', () => {
  it.each<[string, Partial<Standing>, string, string | null]>([
    ['never pulled', {}, 'NEVER_PULLED', hoursAgo(1_000)],
    ['fresh', { lastSuccessAt: hoursAgo(47.9) }, 'FRESH', hoursAgo(47.9)],
    ['stale after two turns', { lastSuccessAt: hoursAgo(50) }, 'STALE', hoursAgo(2)],
    [
      'failing, however fresh its data',
      { lastSuccessAt: hoursAgo(1), failingSince: hoursAgo(0.5), lastErrorCode: 'SOURCE_TIMEOUT' },
      'FAILING',
      hoursAgo(0.5),
    ],
    ['refused', { failingSince: hoursAgo(3), lastErrorCode: 'SOURCE_REFUSED' }, 'REFUSED', hoursAgo(3)],
    ['paused, whatever else', { enabled: false, failingSince: hoursAgo(3) }, 'PAUSED', null],
  ])('is %s', (_name, facts, state, since) => {
    expect(stateOf({ ...daily, ...facts }, now)).toEqual({ state, since });
  });
});

describe('the wait after a failure', () => {
  const day = 24 * 60;
  it('doubles each time, up to the interval of the source', () => {
    const delays = [1, 2, 3, 10, 11, 12, 100].map((failures) => retryDelay(failures, day, null, 0));
    expect(delays).toEqual([60, 120, 240, 30_720, 61_440, 86_400, 86_400]);
    expect(retryDelay(5, 15, null, 0)).toBe(900);
  });
  it('is shortened by chance, by a quarter at most', () => {
    expect(retryDelay(2, day, null, 1)).toBe(90);
    expect(retryDelay(2, day, null, 0.5)).toBe(105);
  });
  it('is never shorter than the source asks, within a day', () => {
    expect(retryDelay(1, day, 600, 1)).toBe(600);
    expect(retryDelay(1, day, 10, 0)).toBe(60);
    expect(retryDelay(1, day, 9_999_999, 0)).toBe(86_400);
  });
  it('reads what the source asks in seconds or as a date', () => {
    expect(retryAfterOf('120', now)).toBe(120);
    expect(retryAfterOf('Wed, 25 Nov 2026 12:01:30 GMT', now)).toBe(90);
    for (const useless of [undefined, '', 'bientôt', '-5', 'Wed, 25 Nov 2020 12:00:00 GMT', '0'])
      expect(retryAfterOf(useless, now)).toBeNull();
  });
});
