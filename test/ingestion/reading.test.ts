import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCents } from '../../src/ingestion/columns/amounts.js';
import { parseDate } from '../../src/ingestion/columns/dates.js';
import { readDueDate } from '../../src/ingestion/datasets/due-date.js';
import { Refusal } from '../../src/ingestion/report/problem.js';

const refusal = (read: () => unknown): string => {
  try {
    return `taken: ${read()}`;
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
};

describe('reading an amount', () => {
  it.each([
    ['780552', 78055200],
    ['780 552,00 €', 78055200],
    ['780\u202f552,5 EUR', 78055250],
    ['780\u00a0552.05', 78055205],
    ['-12,30', -1230],
    ['0', 0],
    ['1.234,56', 123456],
    ['12,345.67', 1234567],
    ['780 552 euros', 78055200],
    ['−5', -500],
  ])('takes %s', (text, cents) => {
    expect(parseCents(text)).toBe(cents);
  });

  it.each([
    ['1.234', '1234 ou 1,234'],
    ['-12,345', '-12345 ou -12,345'],
  ])('refuses %s, which has two readings', (text, readings) => {
    try {
      parseCents(text);
    } catch (error) {
      expect(error).toMatchObject({ code: 'AMBIGUOUS_AMOUNT', detail: readings });
    }
    expect(refusal(() => parseCents(text))).toBe('AMBIGUOUS_AMOUNT');
    expect(parseCents('1.23', 'NUMBER')).toBe(123);
  });

  it.each([
    ['12,5 k€', '12500'],
    ['(1 234)', '-1234'],
    ['12,3456', '12,35'],
    ['dix', null],
  ])('refuses %s, and proposes %s', (text, suggestion) => {
    expect(() => parseCents(text)).toThrow(expect.objectContaining({ code: 'INVALID_AMOUNT', suggestion }));
  });

  it.each(['dix', '', '1e6', '--1', '12 €€', '10000000000,01', '99999999999999999'])(
    'refuses %s, never guesses',
    (text) => {
      expect(refusal(() => parseCents(text))).toBe('INVALID_AMOUNT');
    },
  );

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
    for (const text of ['2023-02-29', '31/02/2024', '2024', '12/31/2024', '45292', '32 mars 2024']) {
      expect(
        refusal(() => parseDate(text)),
        text,
      ).toBe('INVALID_DATE');
    }
  });

  it('takes words, points and midnight, and proposes the nearest day', () => {
    expect(
      ['31 décembre 2028', '1er mars 2024', '05.06.2024', '2024-06-05 00:00:00'].map((text) =>
        parseDate(text),
      ),
    ).toEqual(['2028-12-31', '2024-03-01', '2024-06-05', '2024-06-05']);
    const proposals = [
      ['31/02/2024', 'INVALID_DATE', '29/02/2024'],
      ['12/31/2024', 'INVALID_DATE', '31/12/2024'],
      ['31/12/24', 'AMBIGUOUS_DATE', '31/12/2024'],
      ['bientôt', 'INVALID_DATE', null],
    ] as const;
    for (const [text, code, suggestion] of proposals) {
      expect(() => parseDate(text), text).toThrow(expect.objectContaining({ code, suggestion }));
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
