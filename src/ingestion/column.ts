import { isLocalDate, type LocalDate } from '../calendar.js';
import { foldName } from '../territory/territory.rules.js';
import { Refusal } from './problem.js';

/** One column of a data set: what it is called, and how its cells are read. */
export interface Column<T> {
  /** Names that a header may carry, French and English; folded before they are compared. */
  readonly headers: readonly string[];
  readonly description: string;
  readonly isRequired: boolean;
  /** @throws Refusal when the text is not a value of the column */
  readonly parse: (text: string) => T;
}

export type Columns = Readonly<Record<string, Column<unknown>>>;

/** The values of one row, typed by the columns' declaration. */
export type RowOf<C extends Columns> = { readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never };

type Header = readonly [headers: readonly string[], description: string];

const required = <T>([headers, description]: Header, parse: (text: string) => T): Column<T> => ({
  headers,
  description,
  isRequired: true,
  parse,
});

/** A column that may be empty, or absent: an empty cell is null, never a guess. */
const optional = <T>([headers, description]: Header, parse: (text: string) => T): Column<T | null> => ({
  headers,
  description,
  isRequired: false,
  parse: (text) => (text === '' ? null : parse(text)),
});

const asIs = (text: string): string => text;

export const requiredText = (...header: Header) => required(header, asIs);
export const optionalText = (...header: Header) => optional(header, asIs);

const maximumIdentifier = 60;

/** What identifies a row. It is a part of keys and addresses, so it is short and has no slash. */
export const identifier = (...header: Header) =>
  required(header, (text) => {
    if (text.length > maximumIdentifier) {
      throw new Refusal('INVALID_IDENTIFIER', text, `${maximumIdentifier} caractères au plus.`);
    }
    if (text.includes('/')) throw new Refusal('INVALID_IDENTIFIER', text, 'pas de barre oblique.');
    return text;
  });

/** Several texts in a cell, separated by `|`. */
export const textList = (...[headers, description]: Header): Column<readonly string[]> => ({
  headers,
  description,
  isRequired: false,
  parse: (text) =>
    text
      .split('|')
      .map((each) => each.trim())
      .filter((each) => each !== ''),
});

export const optionalInteger = (...header: Header) => optional(header, parseInteger);
export const requiredInteger = (...header: Header) => required(header, parseInteger);
export const optionalMonth = (...header: Header) => optional(header, parseMonth);
export const optionalYear = (...header: Header) => optional(header, parseYear);
export const optionalDate = (...header: Header) => optional(header, parseDate);
export const requiredCents = (...header: Header) => required(header, parseCents);

/** A word of a closed list; `read` gives null for a word that is not in it. */
export const requiredWord = <T>(
  header: Header,
  read: (folded: string) => T | null,
  expected: readonly string[],
) => required(header, (text) => parseWord(text, read, expected));

function parseWord<T>(text: string, read: (folded: string) => T | null, expected: readonly string[]): T {
  const value = read(foldName(text));
  if (value === null) throw new Refusal('UNKNOWN_WORD', text, `Attendu : ${expected.join(', ')}.`);
  return value;
}

function parseInteger(text: string): number {
  // Counts of communes, objectives or years: a larger number is a slip, and sums must stay exact.
  if (!/^\d{1,5}$/.test(text)) throw new Refusal('INVALID_INTEGER', text);
  return Number(text);
}

function parseYear(text: string): number {
  const year = Number(text);
  if (!/^\d{4}$/.test(text) || year < 1990 || year > 2100) throw new Refusal('INVALID_YEAR', text);
  return year;
}

function parseMonth(text: string): string {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(text)) throw new Refusal('INVALID_DATE', text);
  return text;
}

/** ISO (`2024-12-31`) or French (`31/12/2024`) days. */
export function parseDate(text: string): LocalDate {
  const french = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  const iso = french ? `${french[3]}-${french[2]?.padStart(2, '0')}-${french[1]?.padStart(2, '0')}` : text;
  if (!isLocalDate(iso)) throw new Refusal('INVALID_DATE', text);
  return iso;
}

const maximumCents = 10 ** 12;

/**
 * Exact cents of an amount as French files write it: `780 552,00 €` with any kind of space, or `780552.25`.
 * A comma or point followed by three digits could be a thousand or a decimal: refused, never guessed.
 */
export function parseCents(text: string): number {
  const bare = text.replace(/[\s\u00a0\u202f]/g, '').replace(/(€|EUR)$/i, '');
  const parts = /^(-?)(\d+)(?:[.,](\d{1,2}))?$/.exec(bare);
  const cents = parts ? Number(`${parts[2]}${(parts[3] ?? '').padEnd(2, '0')}`) : Number.NaN;
  // No subsidy is of ten billion euros: beyond, it is a slip, and sums must stay exact.
  if (!(cents <= maximumCents)) throw new Refusal('INVALID_AMOUNT', text);
  return parts?.[1] === '-' ? -cents : cents;
}
