import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { dateText } from '../../src/files/xlsx/date-text.js';
import { numberText } from '../../src/files/xlsx/number-text.js';
import { isDateFormat } from '../../src/files/xlsx/styles.js';
import { cellsOf, open, rowsOf } from './reading.js';
import { partsOf, sheetOf, workbookOf, zipOf } from './workbook.js';

const text = (value: string, at = '') => `<c${at} t="inlineStr"><is><t>${value}</t></is></c>`;
const noted = (rows: Awaited<ReturnType<typeof rowsOf>>) =>
  rows.map(({ line, cells, notes }) => ({ line, cells, notes: Object.fromEntries(notes ?? []) }));

describe('sheets of a workbook', () => {
  it('come in its order, with what is hidden', async () => {
    const rows = `<row>${text('x')}</row>`;
    const file = await open(
      workbookOf({
        sheets: [
          { name: 'Données 2024', rows },
          { name: 'Listes', state: 'hidden', rows },
          { name: 'Clés', state: 'veryHidden', rows },
          { name: 'L’été &amp; après', rows },
        ],
      }),
    );
    const found: [string | null, boolean][] = [];
    for await (const { name, isHidden } of file.sheets()) found.push([name, isHidden]);
    await file.close();
    expect(found).toEqual([
      ['Données 2024', false],
      ['Listes', true],
      ['Clés', true],
      ['L’été & après', false],
    ]);
    expect({ ...file, sheets: 0, close: 0, progress: 0 }).toMatchObject({
      format: 'XLSX',
      encoding: null,
      delimiter: null,
      remarks: [],
    });
  });

  it('may be charts, which are left out, and lie outside, where nothing goes', async () => {
    const relation = (id: number, type: string, rest: string) =>
      `<Relationship Id="rId${id}" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/${type}" ${rest}/>`;
    const file = workbookOf({
      sheets: [
        { name: 'Graphique', rows: '' },
        { name: 'Données', rows: `<row>${text('x')}</row>` },
      ],
      replaced: [
        {
          name: 'xl/_rels/workbook.xml.rels',
          content: `<Relationships>${relation(1, 'chartsheet', 'Target="chartsheets/sheet1.xml"')}${relation(2, 'worksheet', 'Target="worksheets/sheet2.xml"')}${relation(3, 'externalLink', 'Target="https://example.org/x.xlsx" TargetMode="External"')}</Relationships>`,
        },
      ],
    });
    expect(await cellsOf(file)).toEqual([['x']]);
  });
});

describe('rows of a workbook', () => {
  it('are numbered by the sheet, with or without references, however its dimension lies', async () => {
    const rows =
      `<row r="2">${text('a', ' r="A2"')}${text('c', ' r="C2"')}</row><row>${text('x')}${text('y')}</row>` +
      `<row r="5" spans="1:3"><c r="A5" s="1"/></row><row r="9">${text(' z ', ' r="AA9"')}<c r="AB9"/></row>`;
    expect(await rowsOf(sheetOf(rows))).toEqual([
      { line: 2, cells: ['a', '', 'c'] },
      { line: 3, cells: ['x', 'y'] },
      { line: 9, cells: [...new Array(26).fill(''), 'z'] },
    ]);
  });

  it('take shared texts: rich ones joined, without how they are pronounced', async () => {
    const texts =
      '<si><t xml:space="preserve"> Baugé </t></si><si><r><t>en </t></r><r><rPr><b/></rPr><t>Anjou</t></r><rPh sb="0" eb="1"><t>ボ</t></rPh></si><si><t/></si><si><t>a_x000D_&#10;b &lt;c&gt;</t></si>';
    const cells = [1, 0, 2, 3].map((index) => `<c t="s"><v>${index}</v></c>`).join('');
    expect(await cellsOf(sheetOf(`<row>${cells}</row>`, { texts }))).toEqual([
      ['en Anjou', 'Baugé', '', 'a\r\nb <c>'],
    ]);
  });

  it('read the strict variant, and prefixed names', async () => {
    const sheet = `<?xml version="1.0"?><x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData><x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>a</x:t></x:is></x:c><x:c r="B1"><x:v>2</x:v></x:c><x:c r="C1"/></x:row></x:sheetData><x:mergeCells count="1"><x:mergeCell ref="B1:C1"/></x:mergeCells></x:worksheet>`;
    const file = sheetOf('', { replaced: [{ name: 'xl/worksheets/sheet1.xml', content: sheet }] });
    expect(noted(await rowsOf(file))).toEqual([
      { line: 1, cells: ['a', '2', '2'], notes: { 1: 'NUMBER', 2: 'MERGED' } },
    ]);
  });

  it('say what a cell is beside its text', async () => {
    const rows = `<row><c><v>780552.10</v></c><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c><c t="str"><f>A1</f><v>ok</v></c><c><f>1+1</f></c><c><f>1+1</f><v></v></c><c><f>1+1</f><v>2</v></c><c t="str"><f>""</f><v></v></c><c t="d"><v>2024-12-31T00:00:00</v></c><c t="d"><v>2024-12-31T08:30:00.000Z</v></c></row><row><c><f>B9</f></c></row>`;
    expect(noted(await rowsOf(sheetOf(rows)))).toEqual([
      {
        line: 1,
        cells: [
          '780552.1',
          'VRAI',
          'FAUX',
          '#N/A',
          'ok',
          '',
          '',
          '2',
          '',
          '2024-12-31',
          '2024-12-31 08:30:00',
        ],
        notes: {
          0: 'NUMBER',
          1: 'BOOLEAN',
          2: 'BOOLEAN',
          3: 'ERROR',
          5: 'UNCOMPUTED',
          6: 'UNCOMPUTED',
          7: 'NUMBER',
          9: 'DATE',
          10: 'DATE',
        },
      },
      // A formula without a value is not a blank: its row stays.
      { line: 2, cells: [''], notes: { 0: 'UNCOMPUTED' } },
    ]);
  });

  it('show dates by the format of their style, in both calendars', async () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="dd\\/mm\\/yyyy"/><numFmt numFmtId="165" formatCode="#,##0.00\\ [$€-40C]"/></numFmts>' +
      '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="22"/></cellXfs>';
    const cells = [
      [0, '45657'],
      [1, '45657'],
      [2, '45657'],
      [3, '45657'],
      [4, '45657.354166666664'],
      [1, '-1'],
    ].map(([style, value]) => `<c s="${style}"><v>${value}</v></c>`);
    const rows = `<row>${cells.join('')}</row>`;
    expect(noted(await rowsOf(sheetOf(rows, { styles })))).toEqual([
      {
        line: 1,
        cells: ['45657', '2024-12-31', '2024-12-31', '45657', '2024-12-31 08:30:00', '-1'],
        notes: { 0: 'NUMBER', 1: 'DATE', 2: 'DATE', 3: 'NUMBER', 4: 'DATE', 5: 'NUMBER' },
      },
    ]);
    expect((await cellsOf(sheetOf(rows, { styles, is1904: true })))[0]?.[1]).toBe('2029-01-01');
  });
});

describe('merged cells', () => {
  const merged = (...ranges: string[]) =>
    `<mergeCells>${ranges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')}</mergeCells>`;

  it('show the first cell under the whole range, and say so', async () => {
    const rows =
      `<row>${text('Code', ' r="A1"')}${text('Montants', ' r="B1"')}</row>` +
      `<row>${text('Prévu', ' r="B2"')}${text('Réalisé', ' r="C2"')}</row>` +
      `<row>${text('49018', ' r="A3"')}<c r="B3"><v>10</v></c></row>` +
      `<row><c r="A4"/><c r="B4"><v>20</v></c></row><row r="6"><c r="B6"><v>30</v></c></row>`;
    expect(noted(await rowsOf(sheetOf(rows, { after: merged('A1:A2', 'B1:C1', 'A3:A5') })))).toEqual([
      { line: 1, cells: ['Code', 'Montants', 'Montants'], notes: { 2: 'MERGED' } },
      { line: 2, cells: ['Code', 'Prévu', 'Réalisé'], notes: { 0: 'MERGED' } },
      { line: 3, cells: ['49018', '10'], notes: { 1: 'NUMBER' } },
      { line: 4, cells: ['49018', '20'], notes: { 0: 'MERGED', 1: 'NUMBER' } },
      { line: 6, cells: ['', '30'], notes: { 1: 'NUMBER' } },
    ]);
  });

  it('do not make a second record of one that stands on two rows', async () => {
    const rows = `<row>${text('49018')}<c><v>10</v></c></row><row><c r="A2"/><c r="B2"/></row>`;
    expect(await cellsOf(sheetOf(rows, { after: merged('A1:A2', 'B1:B2') }))).toEqual([['49018', '10']]);
  });

  it('reach no further than the widest row that is taken', async () => {
    const [cells] = await cellsOf(sheetOf(`<row>${text('Titre')}</row>`, { after: merged('A1:XFD1048576') }));
    expect(cells).toHaveLength(500);
  });

  it('are found wherever the part is cut', async () => {
    const rows = `<row>${text('Titre')}</row>`;
    const cells = `<row r="2">${text('x'.repeat(30_000), ' r="A2"')}</row>`;
    for (let shift = 65_400; shift < 65_560; shift += 7) {
      const file = sheetOf(`${rows}${cells}<!--${'é_'.repeat((shift - 30_000) / 3)}-->`, {
        after: merged('A1:B1'),
      });
      expect((await cellsOf(file))[0]).toEqual(['Titre', 'Titre']);
    }
  });
});

describe('numbers of a workbook', () => {
  it.each([
    ['0', '0'],
    ['-0', '0'],
    ['49018', '49018'],
    ['780552.10', '780552.1'],
    ['0.30000000000000004', '0.3'],
    ['1234567.8900000001', '1234567.89'],
    ['2.449E+08', '244900000'],
    ['24490001500012', '24490001500012'],
    ['1.5E-7', '0.00000015'],
    ['-1E21', '-1000000000000000000000'],
    ['123456789012345678', '123456789012346000'],
    ['.5', '0.5'],
    ['+3', '3'],
    ['12,5', null],
    ['1E999', null],
    ['NaN', null],
    ['0x10', null],
  ])('%s is %s', (written, expected) => {
    expect(numberText(written)).toBe(expected);
  });

  it('mean what they meant, whatever they are', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const found = numberText(String(value)) ?? '';
        expect(found).toMatch(/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/);
        expect(Number(found)).toBe(Number(value.toPrecision(15)) || 0);
      }),
    );
  });
});

describe('dates of a workbook', () => {
  it.each([
    ['1', '1900-01-01'],
    ['59', '1900-02-28'],
    ['60', '1900-02-29'],
    ['61', '1900-03-01'],
    ['45292', '2024-01-01'],
    ['45292.999999', '2024-01-02'],
    ['45292.75', '2024-01-01 18:00:00'],
    ['0.5', '12:00:00'],
    ['2958465', '9999-12-31'],
    ['2958466', null],
    ['-1', null],
    ['', null],
    ['x', null],
  ])('%s is %s', (serial, expected) => {
    expect(dateText(serial, false)).toBe(expected);
  });

  it('count from 1904 where the workbook says so', () => {
    expect(dateText('0', true)).toBe('1904-01-01');
    expect(dateText('43830', true)).toBe('2024-01-01');
  });

  it.each([
    ['dd/mm/yyyy', true],
    ['[$-40C]d mmmm yyyy', true],
    ['[h]:mm:ss', true],
    ['yyyy"-T"q', true],
    ['General', false],
    ['0.00E+00', false],
    ['#,##0.00 "jours"', false],
    ['[Red]-#,##0;[Blue]#,##0', false],
    ['_-* #,##0\\ "€"_-;@', false],
    ['0\\d', false],
    ['0;"d"d', false],
  ])('%s is one: %s', (format, expected) => {
    expect(isDateFormat(format)).toBe(expected);
  });
});

describe('a workbook of another writer', () => {
  it('reads as it was written', async () => {
    const file = await writeXlsx({
      sheets: [
        {
          name: 'Aides',
          rows: [
            ['code', 'montant', 'date', 'vrai'],
            ['01004', 12.5, new Date(Date.UTC(2024, 11, 31)), true],
          ],
        },
      ],
    });
    expect(noted(await rowsOf(file))).toEqual([
      { line: 1, cells: ['code', 'montant', 'date', 'vrai'], notes: {} },
      {
        line: 2,
        cells: ['01004', '12.5', '2024-12-31', 'VRAI'],
        notes: { 1: 'NUMBER', 2: 'DATE', 3: 'BOOLEAN' },
      },
    ]);
  });

  it('has its parts stored, or its folders written by Windows', async () => {
    const parts = partsOf({ sheets: [{ name: 'a', rows: `<row>${text('é')}</row>` }] });
    expect(await cellsOf(zipOf(parts.map((part) => ({ ...part, isStored: true }))))).toEqual([['é']]);
    const windows = parts.map((part) => ({ ...part, name: part.name.replaceAll('/', '\\') }));
    expect(await cellsOf(zipOf(windows))).toEqual([['é']]);
  });
});
