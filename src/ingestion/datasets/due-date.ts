import { isLocalDate, type LocalDate } from '../../calendar.js';

/**
 * The day by which a due date ends: the day itself, the last of a month, the last of a year. Null for anything
 * else, such as "2025-01 (début possible)": a date that its source qualifies is not a deadline.
 */
export function readDueDate(words: string | null): LocalDate | null {
  if (words === null) return null;
  if (isLocalDate(words)) return words;
  const french = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(words);
  if (french) return readDueDate(`${french[3]}-${french[2]}-${french[1]}`);
  const [, year, month] = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/.exec(words) ?? [];
  if (year === undefined) return null;
  return month === undefined ? `${year}-12-31` : lastDayOf(Number(year), Number(month));
}

const lastDayOf = (year: number, month: number): LocalDate =>
  new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
