import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CsvSplitter } from '../../src/files/csv-splitter.js';
import { defaultLimits } from '../../src/files/sheet.js';
import { propertyRuns } from '../setup/property-runs.js';
import { cellsOf, open, refusalOf, rowsOf } from './reading.js';

describe('rows of a CSV', () => {
  it('are numbered as a spreadsheet numbers them', async () => {
    expect(await rowsOf('code;nom\r\n\r\n49018;"Baugé\nen Anjou"\r\n;;\r\n49007;Angers')).toEqual([
      { line: 1, cells: ['code', 'nom'] },
      { line: 3, cells: ['49018', 'Baugé\nen Anjou'] },
      { line: 5, cells: ['49007', 'Angers'] },
    ]);
  });

  it.each(['\n', '\r', '\r\n'])('end by %j', async (end) => {
    expect(await rowsOf(['a;b', '1;2', '', '3;4', ''].join(end))).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1', '2'] },
      { line: 4, cells: ['3', '4'] },
    ]);
  });

  it('are trimmed of every kind of space, and kept as long as they are', async () => {
    expect(await cellsOf('a;b;c\n\u00a0 x\u202f;" y "\n1;2;3;4\n;\u2003z\t;')).toEqual([
      ['a', 'b', 'c'],
      ['x', 'y'],
      ['1', '2', '3', '4'],
      ['', 'z', ''],
    ]);
  });

  it('keep a quote inside a cell, and a NUL', async () => {
    expect(await cellsOf('a;b\nécran 12" plat;"dit ""Le Clos"""\nx\0y;z')).toEqual([
      ['a', 'b'],
      ['écran 12" plat', 'dit "Le Clos"'],
      ['x\0y', 'z'],
    ]);
  });

  it('are batches of a thousand at most', async () => {
    const file = await open(`a;b\n${'1;2\n'.repeat(2500)}`);
    const sizes: number[] = [];
    for await (const sheet of file.sheets()) for await (const batch of sheet.rows()) sizes.push(batch.length);
    expect(sizes).toEqual([1000, 1000, 501]);
  });
});

describe('delimiter of a CSV', () => {
  it.each([
    ['semicolon', 'a;b\n1;2', ';'],
    ['comma', 'a,b\n1,2\n3,4', ','],
    ['tab', 'a\tb\n1,5\t2,5', '\t'],
    ['bar', 'a|b\n1;x|2', '|'],
    [
      'title lines before the header',
      'Convention de Baugé, 2024\n\nÉdité le 3, par la Caf\na;b;c\n1;2;3\n4;5;6',
      ';',
    ],
    ['decimal commas in every row', 'code;montant\n49018;12,50\n49007;13,00\n49328;1,5', ';'],
    ['decimal commas, and rows cut short', 'a;b;c;d\n1;2,5\n1;2;3,5\n1;2;3;4,5\n1,5;2', ';'],
    ['numbers only, by commas', 'a,b,c\n1,2,3\n49001,2024,12', ','],
    ['one column of amounts', 'montant\n12,50\n13,00', ';'],
    ['delimiters inside quotes', 'a,b\n"x;y;z;t",2\n"x;y;z;t",3', ','],
    ['one line', 'a,b', ','],
    ['the line that Excel obeys', 'sep=,\na;x,b;y', ','],
  ])('%s', async (_, text, expected) => {
    const file = await open(text);
    expect(file.delimiter).toBe(expected);
    await file.close();
  });

  it('is not a row when a line says it', async () => {
    expect(await rowsOf('\ufeffsep=;\r\na;b\r\n1;2')).toEqual([
      { line: 1, cells: ['a', 'b'] },
      { line: 2, cells: ['1', '2'] },
    ]);
  });
});

describe('a broken CSV', () => {
  it('names the row whose quote never closes', async () => {
    const refusal = { code: 'MALFORMED_CSV', detail: 'guillemet jamais refermé', sheet: null, line: 3 };
    expect(await refusalOf('a;b\n1;2\n"3;4\n5;6')).toEqual(refusal);
  });

  it('names the row with text after a closing quote', async () => {
    const refusal = {
      code: 'MALFORMED_CSV',
      detail: 'texte après un guillemet fermant',
      sheet: null,
      line: 2,
    };
    expect(await refusalOf('a;b\n"Caf "49"";2')).toEqual(refusal);
  });

  it.each([
    ['CELL_TOO_LONG', `a;b\n1;${'x'.repeat(40_000)}`, 2],
    ['CELL_TOO_LONG', `a;b\n1;2\n"${'x'.repeat(1_000_000)}";2`, 3],
    ['CELL_TOO_LONG', `a;b\n1;2\n"${'x;y\n'.repeat(1_000_000)}`, 3],
    ['ROW_TOO_LONG', `a;b\n1;2\n${`${'x'.repeat(10_000)};`.repeat(100)}\n`, 3],
    ['TOO_MANY_COLUMNS', `a;b\n${'x;'.repeat(1_000)}\n`, 2],
    ['TOO_MANY_COLUMNS', `a;b\n${';'.repeat(1_000_000)}`, 2],
  ])('%s', async (code, text, line) => {
    expect(await refusalOf(text)).toMatchObject({ code, line });
  });

  it('counts its rows', async () => {
    expect(await refusalOf('a;b\n1;2\n\n3;4\n', { rows: 3 })).toMatchObject({
      code: 'TOO_MANY_ROWS',
      line: 4,
    });
    expect(await rowsOf('a;b\n1;2\n\n3;4\n', { rows: 4 })).toHaveLength(3);
  });
});

describe('the splitter', () => {
  const cell = fc.string({
    unit: fc.constantFrom('a', 'é', '1', ' ', '\u00a0', '"', ';', ',', '\n', '\r', '\0'),
  });
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const written = cell.chain((text) =>
    fc.boolean().map((isQuoted) => (isQuoted || /[";\n\r]/.test(text) ? quoted(text) : text)),
  );
  const row = fc.array(written, { minLength: 1, maxLength: 6 }).map((cells) => cells.join(';'));
  const end = fc.constantFrom('\n', '\r\n', '\r');

  it('reads what csv-parse reads, however the text is cut into pieces', () => {
    fc.assert(
      fc.property(
        fc.array(row),
        end,
        fc.boolean(),
        fc.integer({ min: 1, max: 9 }),
        (rows, ending, isEnded, size) => {
          const text = rows.join(ending) + (isEnded ? ending : '');
          const splitter = new CsvSplitter(';', defaultLimits);
          const found: (readonly string[])[] = [];
          for (let at = 0; at < text.length; at += size)
            for (const { cells } of splitter.push(text.slice(at, at + size))) found.push(cells);
          for (const { cells } of splitter.end()) found.push(cells);
          const expected = parse(text, {
            delimiter: ';',
            record_delimiter: [ending],
            relax_column_count: true,
            skip_records_with_empty_values: true,
            trim: true,
          });
          // csv-parse trims what stands around the quotes, not what is inside.
          expect(found).toEqual(
            expected
              .map((cells) => cells.map((each) => each.trim()))
              .filter((cells) => cells.some((each) => each)),
          );
        },
      ),
      { numRuns: propertyRuns(500) },
    );
  });
});
