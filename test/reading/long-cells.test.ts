import { describe, expect, it } from 'vitest';
import { findDialect } from '../../src/files/csv-delimiter.js';
import { findMerges } from '../../src/files/xlsx/merges.js';
import { isDateFormat } from '../../src/files/xlsx/styles.js';
import { parseCents } from '../../src/ingestion/columns/amounts.js';
import { parseDate } from '../../src/ingestion/columns/dates.js';
import { nameOf } from '../../src/ingestion/reading/header.js';
import { toldError } from '../../src/server/told-error.js';

const filled = (piece: string): string => piece.repeat(300_000 / piece.length);

/** Each is a text that a pattern might read again from each of its characters: it would take minutes, and the hub with it. */
describe('a file whose texts are long', () => {
  it('has amounts and days that are refused at once', () => {
    expect(() => parseCents(`0${filled(',')}x0`)).toThrow();
    expect(() => parseDate(`0${filled('0000 0:00')}\n`)).toThrow();
  }, 5_000);

  it('has headers without a name', () => {
    expect(nameOf(new Map([['montant', 'amount']]), filled('('))).toBeUndefined();
    expect(nameOf(new Map([['montant', 'amount']]), 'Montant (en € (HT))')).toBe('amount');
  }, 5_000);

  it('has a delimiter, spaces before its quotes or not', () => {
    expect(findDialect(`${filled(' ')}"\n`, true).delimiter).toBe(';');
    expect(findDialect('a, "b;;;;",c\nd,e,f', true).delimiter).toBe(',');
  }, 5_000);

  it('has formats and merged cells', async () => {
    expect(isDateFormat(filled('['))).toBe(false);
    expect(isDateFormat('[$-40C]d mmmm yyyy')).toBe(true);
    const part = async function* () {
      yield Buffer.from(`<mergeCell ${filled('ref="r" ')}<mergeCell ref="A1:B2"/>`);
    };
    await expect(findMerges(part(), 10)).resolves.toBeDefined();
  }, 5_000);

  it('is told in the log without what it holds', () => {
    expect(toldError(new Error(filled('"'))).message).toBe(filled('"'));
    expect(toldError(new SyntaxError('a "Jeanne" is not valid JSON')).message).toBe(
      'a "•••" is not valid JSON',
    );
  }, 5_000);
});
