import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCents, parseDate } from '../../src/ingestion/column.js';
import { readCsv } from '../../src/ingestion/csv.js';
import { readDueDate } from '../../src/ingestion/datasets/due-date.js';
import { Refusal } from '../../src/ingestion/problem.js';

const refusal = (read: () => unknown): string => {
  try {
    return `taken: ${read()}`;
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
};

describe('reading a file', () => {
  it.each([
    ['commas', 'a,b\n1,"x, y"\n'],
    ['semicolons', 'a;b\r\n1;"x, y"\r\n'],
    ['tabs, after a byte order mark', '\ufeffa\tb\n1\tx, y'],
  ])('takes %s', (_case, text) => {
    expect(readCsv(text)).toEqual({
      headers: ['a', 'b'],
      rows: [{ line: 2, cells: ['1', 'x, y'] }],
      problems: [],
    });
  });

  it('numbers rows as a spreadsheet does, across blank lines and line breaks inside a cell', () => {
    const { rows } = readCsv('a,b\n1,"two\nlines"\n\n2,x\n');
    expect(rows.map(({ line }) => line)).toEqual([2, 4]);
  });

  it('says where a file with broken quotes stops', () => {
    const { rows, problems } = readCsv('a,b\n1,2\n3,"x\n4,y\n');
    expect(rows).toEqual([]);
    expect(problems).toMatchObject([{ code: 'UNREADABLE_FILE', rejects: true }]);
  });

  it('reads an empty file as nothing', () => {
    expect(readCsv('')).toEqual({ headers: [], rows: [], problems: [] });
  });
});

describe('reading an amount', () => {
  it.each([
    ['780552', 78055200],
    ['780 552,00 €', 78055200],
    ['780\u202f552,5 EUR', 78055250],
    ['780\u00a0552.05', 78055205],
    ['-12,30', -1230],
    ['0', 0],
  ])('takes %s', (text, cents) => {
    expect(parseCents(text)).toBe(cents);
  });

  it.each([
    '1.234',
    '1,234',
    '12,345.67',
    'dix',
    '',
    '1e6',
    '--1',
    '12 €€',
    '10000000000,01',
    '99999999999999999',
  ])('refuses %s, never guesses', (text) => {
    expect(refusal(() => parseCents(text))).toBe('INVALID_AMOUNT');
  });

  it('loses no cent, however the amount is written', () => {
    const spaces = fc.constantFrom('', ' ', '\u00a0', '\u202f');
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10 ** 12 }),
        spaces,
        fc.constantFrom(',', '.'),
        (cents, space, mark) => {
          const euros = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, space);
          return parseCents(`${euros}${mark}${String(cents % 100).padStart(2, '0')}${space}€`) === cents;
        },
      ),
    );
  });
});

describe('reading a date', () => {
  it('takes French and ISO days, and refuses those that do not exist', () => {
    expect([parseDate('31/12/2028'), parseDate('1/2/2024'), parseDate('2024-02-29')]).toEqual([
      '2028-12-31',
      '2024-02-01',
      '2024-02-29',
    ]);
    for (const text of ['2023-02-29', '31/02/2024', '2024', '12/31/2024', '45292']) {
      expect(
        refusal(() => parseDate(text)),
        text,
      ).toBe('INVALID_DATE');
    }
  });

  it('takes a due date for the last day of its month or year, and leaves a qualified one alone', () => {
    expect(
      ['2025-06-15', '15/06/2025', '2024-02', '2025', '2025-01 (possible start)', 'printemps', null].map(
        readDueDate,
      ),
    ).toEqual(['2025-06-15', '2025-06-15', '2024-02-29', '2025-12-31', null, null, null]);
  });
});
