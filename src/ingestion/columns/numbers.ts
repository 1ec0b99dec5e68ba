import type { CellNote } from '../../files/sheet.js';
import { Refusal } from '../report/problem.js';

/** Thousands are set apart by any kind of space. */
const spaces = /[\s\u00a0\u2009\u202f]/g;

/** A number as a French spreadsheet shows it: 0.45 in a cell of percentages is 45 %. */
export function shownNumber(text: string, note?: CellNote): string {
  if (note === 'PERCENT') return `${String(Math.round(Number(text) * 1e6) / 1e4).replace('.', ',')} %`;
  return note === 'NUMBER' ? text.replace('.', ',') : text;
}

export function parseInteger(text: string): number {
  const bare = text.replace(spaces, '');
  // Counts of communes, objectives or years: a larger number is a slip, and sums must stay exact.
  if (/^\d{1,5}$/.test(bare)) return Number(bare);
  // "5 ans" and "environ 30" hold one number.
  const [only, ...others] = /[-−.,]/.test(bare) ? [] : (bare.match(/\d+/g) ?? []);
  throw new Refusal('INVALID_INTEGER', text, others.length === 0 ? (only ?? null) : null);
}

export function parseYear(text: string): number {
  const year = Number(text);
  if (/^\d{4}$/.test(text) && year >= 1990 && year <= 2100) return year;
  // "2023 (provisoire)" and "exercice 2023" hold one year; "2022-2023" holds two, and none is proposed.
  const [only = null, second] = text.match(/\b(199\d|20\d{2})\b/g) ?? [];
  if (second !== undefined) throw new Refusal('SEVERAL_YEARS', text);
  const suggestion = /^\d{2}$/.test(text) ? `20${text}` : (only ?? text.replace(/[oO]/g, '0'));
  throw new Refusal(
    'INVALID_YEAR',
    text,
    /^(199\d|20\d{2})$/.test(suggestion) && suggestion !== text ? suggestion : null,
  );
}

/** A decimal number of at most four decimals, as exact text: `1 234,5`, `1234.5`, `-3`; a rate may say so, `58,3 %`. */
export function parseNumber(written: string, note?: CellNote): string {
  const text = note === 'PERCENT' ? shownNumber(written, note) : written;
  const bare = text.replace(spaces, '').replace(/%$/, '');
  const [, sign = '', whole = '', decimals = ''] = /^(-?)(\d{1,12})(?:[.,](\d{1,4}))?$/.exec(bare) ?? [];
  if (whole === '') throw new Refusal('INVALID_NUMBER', shownNumber(text, note), onlyNumber(bare));
  // A spreadsheet's own number has a decimal point; in a text, three digits behind it may be thousands.
  if (note !== 'NUMBER' && note !== 'PERCENT' && /^[1-9]\d{0,2}[.,]\d{3}$/.test(bare)) {
    const thousands = bare.replace(/[.,]/, '');
    throw new Refusal('AMBIGUOUS_AMOUNT', text, null, `${thousands} ou ${bare.replace('.', ',')}`);
  }
  const rest = decimals.replace(/0+$/, '');
  return `${sign}${whole.replace(/^0+(?=\d)/, '')}${rest === '' ? '' : `.${rest}`}`;
}

/** The one number that stands in a text, such as "62 %", rounded to the decimals that are kept. */
function onlyNumber(bare: string): string | null {
  const [, found] = /^\D*?(-?\d{1,12}(?:[.,]\d+)?)\D*$/.exec(bare) ?? [];
  if (found === undefined) return null;
  return String(Math.round(Number(found.replace(',', '.')) * 1e4) / 1e4).replace('.', ',');
}

/** A whole number of percents: `45`, `45 %`. */
export function parsePercent(written: string, note?: CellNote): number {
  const text = shownNumber(written, note);
  const bare = text.replace(spaces, '').replace('%', '').replace(',', '.');
  const value = Number(bare);
  if (bare !== '' && Number.isInteger(value) && value >= 0 && value <= 100) return value;
  throw new Refusal('INVALID_PERCENT', text, nearestPercent(value));
}

function nearestPercent(value: number): string | null {
  if (Number.isNaN(value)) return null;
  if (value > 0 && value < 1) return `${Math.round(value * 100)} %`;
  return `${Math.round(Math.min(100, Math.max(0, value)))} %`;
}
