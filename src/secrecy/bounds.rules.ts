import type { Sum } from './lattice.rules.js';

/** Between which values each cell must lie, for whoever knows the others. */
export interface Bounds {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** How often bounds are passed on: they hold after any number of rounds, and get narrower with each. */
const rounds = 40;

/**
 * Bounds of all cells, passed on from sum to sum until nothing gets narrower.
 *
 * @param range what is known of a cell by itself: the least and the most that it may be
 */
export function boundsOf(
  cells: number,
  sums: readonly Sum[],
  range: (cell: number) => readonly [number, number],
): Bounds {
  const low = new Float64Array(cells);
  const high = new Float64Array(cells);
  for (let cell = 0; cell < cells; cell += 1) {
    const [from, to] = range(cell);
    low[cell] = from;
    high[cell] = to;
  }
  const bounds = { low, high };
  const open = sums.filter(({ whole, parts }) => [whole, ...parts].some((each) => low[each] !== high[each]));
  for (let round = 0; round < rounds; round += 1) {
    let isNarrower = false;
    for (const sum of open) if (narrow(bounds, sum)) isNarrower = true;
    if (!isNarrower) break;
  }
  return bounds;
}

/** Narrows the bounds of a sum and of its parts by each other. @returns whether any got narrower */
function narrow({ low, high }: Bounds, { whole, parts }: Sum): boolean {
  let [lows, highs, endlessLows, endlessHighs] = [0, 0, 0, 0];
  for (const part of parts) {
    if (at(low, part) === -endless) endlessLows += 1;
    else lows += at(low, part);
    if (at(high, part) === endless) endlessHighs += 1;
    else highs += at(high, part);
  }
  let isNarrower = tighten(
    { low, high },
    whole,
    endlessLows > 0 ? -endless : lows,
    endlessHighs > 0 ? endless : highs,
  );
  const [atLeast, atMost] = [at(low, whole), at(high, whole)];
  for (const part of parts) {
    const [from, to] = [at(low, part), at(high, part)];
    const [isLowEndless, isHighEndless] = [from === -endless, to === endless];
    const othersLow = endlessLows > (isLowEndless ? 1 : 0) ? -endless : lows - (isLowEndless ? 0 : from);
    const othersHigh = endlessHighs > (isHighEndless ? 1 : 0) ? endless : highs - (isHighEndless ? 0 : to);
    if (tighten({ low, high }, part, atLeast - othersHigh, atMost - othersLow)) isNarrower = true;
  }
  return isNarrower;
}

const endless = Number.POSITIVE_INFINITY;

/** A part of what is told in hundredths: less is the noise of adding numbers. */
const least = 1e-6;

function tighten({ low, high }: Bounds, cell: number, from: number, to: number): boolean {
  let isTighter = false;
  // Sources whose sums do not agree tell nothing certain, nor does what is taken for granted by mistake: bounds never cross.
  if (from > at(low, cell) + least && from <= at(high, cell)) {
    low[cell] = from;
    isTighter = true;
  }
  if (to < at(high, cell) - least && to >= at(low, cell)) {
    high[cell] = to;
    isTighter = true;
  }
  return isTighter;
}

const at = (values: Float64Array, cell: number): number => values[cell] as number;
