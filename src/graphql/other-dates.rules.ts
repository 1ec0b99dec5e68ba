import { type LocalDate, yearBefore } from '../calendar.js';
import { HubError } from '../errors.js';
import { checkDate } from './series.rules.js';

/** The date that each date of a table is compared with; one that is compared with none is not in it. */
export type OtherDates = Readonly<Record<LocalDate, LocalDate>>;

interface Comparison {
  readonly compare: boolean;
  readonly compareTo?: LocalDate | null;
}

/**
 * What the dates of a table are compared with: one and the same, or each with the one before it. Of several that is the date before,
 * and the first has none; a date by itself has the same day a year before. One date is not compared with itself; a series may be, with one of its own.
 *
 * @param dates each once
 * @returns null where no comparison is asked
 * @throws HubError `COMPARISON_GIVEN_TWICE`, `DATE_OUT_OF_RANGE`, `INVALID_DATE_COMPARISON`
 */
export function readOtherDates(
  { compare, compareTo }: Comparison,
  dates: readonly LocalDate[],
): OtherDates | null {
  if (compareTo != null) {
    if (compare) throw new HubError('COMPARISON_GIVEN_TWICE', undefined);
    const other = checkDate(compareTo);
    if (dates.every((date) => date === other)) throw new HubError('INVALID_DATE_COMPARISON', { date: other });
    return allWith(dates, other);
  }
  if (!compare) return null;
  const [date, ...others] = dates;
  if (date !== undefined && others.length === 0) return { [date]: checkDate(yearBefore(date)) };
  const inOrder = dates.toSorted();
  return Object.fromEntries(
    inOrder.flatMap((date, at) => {
      const before = inOrder[at - 1];
      return before === undefined ? [] : [[date, before]];
    }),
  );
}

/** All dates compared with the same one. */
export const allWith = (dates: readonly LocalDate[], other: LocalDate): OtherDates =>
  Object.fromEntries(dates.map((date) => [date, other]));

/** The dates that some are compared with, each once, in the order of those. */
export const othersOf = (dates: readonly LocalDate[], others: OtherDates | null): LocalDate[] => [
  ...new Set(dates.flatMap((date) => others?.[date] ?? [])),
];
