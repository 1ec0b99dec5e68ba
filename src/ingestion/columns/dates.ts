import { isLocalDate, type LocalDate } from '../../calendar.js';
import { foldName } from '../../territory/territory.rules.js';
import { Refusal } from '../report/problem.js';

const months = [
  'janvier',
  'fevrier',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'aout',
  'septembre',
  'octobre',
  'novembre',
  'decembre',
];

const iso = (year: string, month: string, day: string): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

/** Days as files write them: `2024-12-31`, `31/12/2024`, `31.12.2024`, `31-12-2024`, `31 décembre 2024`. */
export function parseDate(text: string): LocalDate {
  // A spreadsheet adds midnight to a day.
  const bare = text.replace(/[T ]00:00(:00(\.0+)?)?Z?$/, '');
  const numeric = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(bare);
  const [, day = '', month = '', year = ''] = numeric ?? wordedDate(bare) ?? [];
  const found = year === '' ? bare : iso(year, month, day);
  if (isLocalDate(found)) return found;
  if (/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2}$/.test(bare)) {
    throw new Refusal(
      'AMBIGUOUS_DATE',
      text,
      bare.replace(/\d{2}$/, (short) => `20${short}`),
    );
  }
  throw new Refusal('INVALID_DATE', text, nearestDay(year, month, day));
}

function wordedDate(text: string): string[] | null {
  const worded = /^(\d{1,2})(?:er)? ([a-z]+) (\d{4})$/.exec(foldName(text));
  const month = months.indexOf(worded?.[2] ?? '') + 1;
  return worded && month > 0 ? ['', worded[1] ?? '', String(month), worded[3] ?? ''] : null;
}

/** What the author may have meant: the last day of a shorter month, or the day and month the other way round. */
function nearestDay(year: string, month: string, day: string): string | null {
  if (year === '') return null;
  const exchanged = iso(year, day, month);
  if (Number(month) > 12 && isLocalDate(exchanged)) return `${month}/${day.padStart(2, '0')}/${year}`;
  for (let earlier = Number(day) - 1; earlier >= 28; earlier -= 1) {
    if (isLocalDate(iso(year, month, String(earlier)))) return `${earlier}/${month.padStart(2, '0')}/${year}`;
  }
  return null;
}

/** A month: `2024-12`, `12/2024`. */
export function parseMonth(text: string): string {
  const french = /^(\d{1,2})\/(\d{4})$/.exec(text);
  const month = french ? `${french[2]}-${(french[1] ?? '').padStart(2, '0')}` : text;
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new Refusal('INVALID_DATE', text);
  return month;
}
