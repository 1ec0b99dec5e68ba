import { markdownTable, short } from './markdown.js';

/** What must be reached, and what was measured. */
export interface Target {
  readonly what: string;
  readonly measured: number;
  readonly bound: number;
  readonly is: 'at most' | 'at least';
  /** Written behind both numbers; empty for a ratio. */
  readonly unit: '' | ' ms' | ' MB';
}

/** A figure in words, and what it is held against. */
export interface Told {
  readonly told: string;
  readonly target: Target;
}

export const atMost = (what: string, measured: number, bound: number, unit: Target['unit'] = ''): Target => ({
  what,
  measured,
  bound,
  is: 'at most',
  unit,
});

export const atLeast = (what: string, measured: number, bound: number): Target => ({
  what,
  measured,
  bound,
  is: 'at least',
  unit: '',
});

const isMet = ({ measured, bound, is }: Target): boolean =>
  is === 'at most' ? measured <= bound : measured >= bound;

export const targetsTable = (targets: readonly Target[]): string =>
  markdownTable(
    ['', 'bound', 'measured', ''],
    targets.map((target) => [
      target.what,
      `${target.is === 'at most' ? '≤' : '≥'} ${target.bound}${target.unit}`,
      `${short(target.measured)}${target.unit}`,
      Number.isFinite(target.measured) ? (isMet(target) ? 'met' : 'falls short') : 'not measured',
    ]),
  );
