import type { CellNote } from '../../files/sheet.js';
import { Refusal } from '../report/problem.js';
import { formatCents, parseCents } from './amounts.js';
import { parseDate, parseMonth } from './dates.js';
import { parseInteger, parseNumber, parsePercent, parseYear } from './numbers.js';
import { parseCode, parseText } from './texts.js';

/** What a column holds: it decides the cell's format in a template, its drop-down, and its type in the API. */
export type ColumnKind =
  | 'TEXT'
  | 'IDENTIFIER'
  | 'CODE'
  | 'INTEGER'
  | 'YEAR'
  | 'MONTH'
  | 'DATE'
  | 'AMOUNT'
  | 'NUMBER'
  | 'PERCENT'
  | 'CHOICE'
  | 'LIST';

/** One word of a closed list. */
export interface Choice {
  /** As a template's drop-down and an export write it. */
  readonly label: string;
  /** Other words that mean the same, folded. */
  readonly words: readonly string[];
}

/** One column of a data set: what it is called, and how its cells are read and written. */
export interface Column<T> {
  /** Names that a header may carry: the English one first, then the French one that templates show, then others. */
  readonly headers: readonly [english: string, french: string, ...others: string[]];
  readonly description: string;
  readonly kind: ColumnKind;
  readonly isRequired: boolean;
  /** The closed list of a CHOICE, or the words that a LIST or a TEXT usually holds. */
  readonly choices: readonly Choice[];
  /** @throws Refusal when the text is not a value of the column */
  readonly parse: (text: string, note?: CellNote) => T;
  /** The text that reads back as this value. */
  readonly format: (value: T) => string;
}

// biome-ignore lint/suspicious/noExplicitAny: a record of columns of any values; RowOf gives each its type back
export type Columns = Readonly<Record<string, Column<any>>>;

/** The values of one row, typed by the columns' declaration. */
export type RowOf<C extends Columns> = { readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never };

export type Names = readonly [english: string, french: string, ...others: string[]];
export type Header = readonly [headers: Names, description: string, choices?: readonly Choice[]];
type Parse<T> = (text: string, note?: CellNote) => T;

/** What a kind of column does with a text; `optional` and `required` make columns of it. */
export interface Reading<T> {
  readonly kind: ColumnKind;
  readonly parse: Parse<T>;
  readonly format: (value: T) => string;
}

export const required = <T>(
  [headers, description, choices = []]: Header,
  reading: Reading<T>,
): Column<T> => ({
  headers,
  description,
  choices,
  isRequired: true,
  ...reading,
});

/** A column that may be empty, or absent: an empty cell is null, never a guess. */
export const optional = <T>(header: Header, { kind, parse, format }: Reading<T>): Column<T | null> => ({
  ...required<T | null>(header, {
    kind,
    parse: (text, note) => (text === '' ? null : parse(text, note)),
    format: (value) => (value === null ? '' : format(value)),
  }),
  isRequired: false,
});

const text: Reading<string> = { kind: 'TEXT', parse: parseText, format: (value) => value };
const code: Reading<string> = { kind: 'CODE', parse: parseCode, format: (value) => value };
const integer: Reading<number> = { kind: 'INTEGER', parse: parseInteger, format: String };
const year: Reading<number> = { kind: 'YEAR', parse: parseYear, format: String };
const month: Reading<string> = { kind: 'MONTH', parse: parseMonth, format: (value) => value };
const date: Reading<string> = { kind: 'DATE', parse: parseDate, format: (value) => value };
const amount: Reading<number> = { kind: 'AMOUNT', parse: parseCents, format: formatCents };
const number: Reading<string> = { kind: 'NUMBER', parse: parseNumber, format: (value) => value };
const percent: Reading<number> = { kind: 'PERCENT', parse: parsePercent, format: (value) => `${value} %` };

export const requiredText = (...header: Header) => required(header, text);
export const optionalText = (...header: Header) => optional(header, text);
export const requiredCode = (...header: Header) => required(header, code);
export const optionalCode = (...header: Header) => optional(header, code);
export const requiredInteger = (...header: Header) => required(header, integer);
export const optionalInteger = (...header: Header) => optional(header, integer);
export const optionalMonth = (...header: Header) => optional(header, month);
export const requiredYear = (...header: Header) => required(header, year);
export const optionalYear = (...header: Header) => optional(header, year);
export const requiredDate = (...header: Header) => required(header, date);
export const optionalDate = (...header: Header) => optional(header, date);
export const requiredCents = (...header: Header) => required(header, amount);
export const optionalNumber = (...header: Header) => optional(header, number);
export const optionalPercent = (...header: Header) => optional(header, percent);

const maximumIdentifier = 60;

const identifierReading: Reading<string> = {
  kind: 'IDENTIFIER',
  parse: (value) => {
    if (value.length > maximumIdentifier) {
      throw new Refusal('INVALID_IDENTIFIER', value, null, `il a plus de ${maximumIdentifier} caractères`);
    }
    if (value.includes('/'))
      throw new Refusal(
        'INVALID_IDENTIFIER',
        value,
        value.replaceAll('/', '-'),
        'la barre oblique y est interdite',
      );
    // Opens the keys that the hub makes itself: an export leaves them out, and they are made again when it is read back.
    if (value.startsWith('~')) {
      const suggestion = value.replace(/^~+/, '') || null;
      throw new Refusal('INVALID_IDENTIFIER', value, suggestion, 'il ne peut pas commencer par un tilde');
    }
    return parseText(value);
  },
  format: (value) => value,
};

/** What identifies a row. It is a part of keys and addresses, so it is short and has no slash. */
export const identifier = (...header: Header) => required(header, identifierReading);
export const optionalIdentifier = (...header: Header) => optional(header, identifierReading);

const listOf =
  (separators: RegExp, parse: Parse<string>) =>
  (...[headers, description, choices = []]: Header): Column<readonly string[]> => ({
    headers,
    description,
    choices,
    kind: 'LIST',
    isRequired: false,
    parse: (cell) =>
      cell
        .split(separators)
        .map((each) => each.trim())
        .filter((each) => each !== '')
        .map((each) => parse(each)),
    format: (values) => values.join(' | '),
  });

/** Several texts in a cell, separated by `|`, a semicolon or a line break: a comma may stand within one. */
export const textList = listOf(/[|;\n]/, parseText);
/** Several codes in a cell, separated by anything that stands in none. */
export const codeList = listOf(/[|;,/\n]| et /, parseCode);
