import { isLocalDate, type LocalDate } from '../../calendar.js';
import { monthOf, parseDate } from '../columns/dates.js';

/**
 * The day by which a due date ends: the day itself, the last of a month, the last of a year. Null for anything
 * else, such as "2025-01 (début possible)": a date that its source qualifies is not a deadline.
 *
 * @throws Refusal when it names a day that does not exist
 */
export function readDueDate(words: string | null): LocalDate | null {
  if (words === null) return null;
  if (/^\d{4}$/.test(words)) return isLocalDate(`${words}-12-31`) ? `${words}-12-31` : null;
  const month = monthOf(words);
  if (month !== null) return lastDayOf(Number(month.slice(0, 4)), Number(month.slice(5)));
  return isDay.test(words) ? parseDate(words) : null;
}

/** A text that names a day and nothing else; whether there is one is another question. */
const isDay = /^(\p{L}+ )?\d{1,4}(er)?[ /.-](\d{1,2}|\p{L}+\.?)[ /.-]\d{1,4}( 00:00:00)?$/u;

const lastDayOf = (year: number, month: number): LocalDate =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
