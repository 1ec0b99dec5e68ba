import fc from 'fast-check';
import { expect } from 'vitest';
import { yearBefore } from '../src/calendar.js';

// biome-ignore lint/suspicious/noExplicitAny: a test names the fields that it asked for
type Table = any;

/** Some days of a span, each once, in any order. */
export const someDays = (from: string, to: string) =>
  fc.uniqueArray(
    fc
      .date({ min: new Date(from), max: new Date(to), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10)),
    { minLength: 1, maxLength: 4 },
  );

/**
 * Asserts that a series with `compare` has, of each date, what a table of that date beside the one before has; of one date by itself,
 * beside the same day a year before.
 * @param args what the table is asked besides, all of its rows on one page
 */
export async function expectEachBesideTheOneBefore(
  table: (args: string, fields: string) => Promise<Table>,
  {
    args,
    fields,
    dates,
  }: { readonly args: string; readonly fields: string; readonly dates: readonly string[] },
): Promise<void> {
  const found = await table(`${args}, on: ${JSON.stringify(dates)}, compare: true`, fields);
  const inOrder = dates.toSorted();
  for (const [at, date] of inOrder.entries()) {
    const before = inOrder.length === 1 ? yearBefore(date) : inOrder[at - 1];
    const beside = before === undefined ? '' : `, compareTo: "${before}"`;
    const alone = await table(`${args}, on: ["${date}"]${beside}`, fields);
    for (const list of ['rows', 'subtotals', 'totals'])
      expect(found[list].filter(({ key }: Table) => key.date === date)).toEqual(alone[list]);
  }
}
