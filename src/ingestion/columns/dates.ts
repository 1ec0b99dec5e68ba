import { isLocalDate, type LocalDate } from '../../calendar.js';
import { foldName } from '../../territory/territory.rules.js';
import { Refusal } from '../report/problem.js';

/** Each month by the letters that open its name and its abbreviations, folded. */
const months = [
  /^janv?(ier)?$/,
  /^fevr?(ier)?$/,
  /^mars?$/,
  /^avr(il)?$/,
  /^mai$/,
  /^juin$/,
  /^juil?(let)?$/,
  /^aout?$/,
  /^sept?(embre)?$/,
  /^oct(obre)?$/,
  /^nov(embre)?$/,
  /^dec(embre)?$/,
];

const iso = (year: string, month: string, day: string): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

/** A day as French people write it: `31/12/2028`. */
export const frenchDate = (day: LocalDate): string => day.split('-').reverse().join('/');

/** Number of a month by its name, `''` when it is none. */
const monthNumber = (word: string): string => String(months.findIndex((month) => month.test(word)) + 1 || '');

interface StatedDay {
  readonly year: string;
  readonly month: string;
  readonly day: string;
}

/** Days as files write them: `2024-12-31`, `31/12/2024`, `31.12.2024`, `31-12-2024`, `mardi 31 décembre 2024`, `31-déc-2024`. */
export function parseDate(text: string): LocalDate {
  // A spreadsheet adds midnight to a day.
  const bare = text.replace(/[T ]0?0:00(:00(\.0+)?)?Z?$/, '');
  if (isLocalDate(bare)) return bare;
  const stated = numericDay(bare) ?? wordedDay(bare);
  if (stated?.year.length === 2) {
    const { year, month, day } = stated;
    const guess = iso(`20${year}`, month, day);
    throw new Refusal('AMBIGUOUS_DATE', text, isLocalDate(guess) ? frenchDate(guess) : null);
  }
  const found = stated ? iso(stated.year, stated.month, stated.day) : bare;
  if (isLocalDate(found)) return found;
  const { suggestion, reason } = stated ? { suggestion: nearestDay(stated), reason: '' } : incomplete(bare);
  throw new Refusal('INVALID_DATE', text, suggestion, reason);
}

function numericDay(text: string): StatedDay | null {
  const [, day, month = '', year = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(text) ?? [];
  return day === undefined ? null : { day, month, year };
}

function wordedDay(text: string): StatedDay | null {
  const [, day = '', word = '', year = ''] =
    /^(?:(?:lun|mar|mercre|jeu|vendre|same)di |dimanche )?(\d{1,2})(?:er)? ([a-z]+) (\d{4}|\d{2})$/.exec(
      foldName(text),
    ) ?? [];
  const month = monthNumber(word);
  return month === '' ? null : { day, month, year };
}

/** What the author may have meant: the last day of a shorter month, or the day and month the other way round. */
function nearestDay({ year, month, day }: StatedDay): string | null {
  const exchanged = iso(year, day, month);
  if (Number(month) > 12 && isLocalDate(exchanged)) return frenchDate(exchanged);
  for (let earlier = Number(day) - 1; earlier >= 28; earlier -= 1) {
    const found = iso(year, month, String(earlier));
    if (isLocalDate(found)) return frenchDate(found);
  }
  return null;
}

/** Days of a spreadsheet, from 1982 to 2119: other numbers are more likely something else. */
const serials = { first: 30_000, last: 80_000 };

/** Why a text that names no day is no date. */
function incomplete(text: string): { suggestion: string | null; reason: string } {
  if (/^\d{5}$/.test(text) && Number(text) >= serials.first && Number(text) <= serials.last) {
    const day = new Date((Number(text) - 25_569) * 86_400_000).toISOString().slice(0, 10);
    return {
      suggestion: frenchDate(day),
      reason: 'un tableur l’a changé en nombre, mettez la colonne au format Date',
    };
  }
  const timed = /^(.{0,40}\d{4}|\d{4}-\d{2}-\d{2})[T ]\d{1,2}:\d{2}.*$/.exec(text)?.[1];
  const day = timed === undefined ? null : (numericDay(timed) ?? null);
  if (timed !== undefined && isLocalDate(timed))
    return { suggestion: frenchDate(timed), reason: 'retirez l’heure' };
  if (day !== null && isLocalDate(iso(day.year, day.month, day.day)))
    return { suggestion: frenchDate(iso(day.year, day.month, day.day)), reason: 'retirez l’heure' };
  if (/^\d{4}$/.test(text))
    return { suggestion: null, reason: 'il manque le jour et le mois (écrivez 31/12/2028)' };
  if (monthOf(text) !== null) return { suggestion: null, reason: 'il manque le jour (écrivez 31/12/2028)' };
  return { suggestion: null, reason: '' };
}

/** A month as files write it: `2024-12`, `12/2024`, `décembre 2024`, `déc. 2024`; null for anything else. */
export function monthOf(text: string): string | null {
  const [, number = '', ofNumber = ''] = /^(\d{1,2})[/.-](\d{4})$/.exec(text) ?? [];
  const [, word = '', ofWord = ''] = /^([a-z]+) (\d{4})$/.exec(foldName(text)) ?? [];
  const found = /^\d{4}-\d{2}$/.test(text)
    ? text
    : iso(ofNumber || ofWord, number || monthNumber(word), '').slice(0, 7);
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(found) ? found : null;
}

/** A month: `2024-12`, `12/2024`, `décembre 2024`. */
export function parseMonth(text: string): string {
  const month = monthOf(text);
  if (month === null) throw new Refusal('INVALID_DATE', text, null, 'un mois s’écrit 12/2024');
  return month;
}
