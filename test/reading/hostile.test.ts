import { mkdtempSync, readdirSync, readlinkSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { openFile } from '../../src/files/open.js';
import { cellsOf, open, refusalOf } from './reading.js';
import { type Part, partsOf, sheetOf, workbookOf, zipOf } from './workbook.js';

const cell = (value: string) => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
const row = `<row>${cell('x')}</row>`;
const withPart = (name: string, content: string | Uint8Array, rest: Partial<Part> = {}) =>
  sheetOf(row, { replaced: [{ name, content, ...rest }] });

describe('a file of another kind', () => {
  it.each([
    ['PDF', Buffer.from('%PDF-1.7\n%\xe2\xe3')],
    ['archive gzip', gzipSync('a;b\n1;2')],
    ['image', Buffer.from('\x89PNG\r\n\x1a\n', 'latin1')],
    ['page HTML', Buffer.from('\ufeff\n<!DOCTYPE html><html><body>Accès refusé</body></html>')],
    ['page HTML', Buffer.from('<table><tr><td>1</td></tr></table>')],
    ['XML', Buffer.from('<?xml version="1.0"?><aides/>')],
    ['ancien Excel .xls', Buffer.from(`\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${'x'.repeat(600)}`, 'latin1')],
    ['fichier binaire', Buffer.from(Array.from({ length: 2_000 }, (_, at) => (at * 7) % 32))],
    ['archive zip', zipOf([{ name: 'lisez-moi.txt', content: 'x' }])],
    ['document Word .docx', zipOf([{ name: 'word/document.xml', content: '<x/>' }])],
    ['classeur binaire .xlsb', zipOf([{ name: 'xl/workbook.bin', content: 'x' }])],
    [
      'OpenDocument .ods',
      zipOf([
        { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', isStored: true },
        { name: 'content.xml', content: '<x/>' },
      ]),
    ],
  ])('is refused by name: %s', async (detail, bytes) => {
    expect(await refusalOf(bytes)).toMatchObject({ code: 'UNSUPPORTED_FORMAT', detail });
  });

  it('is told from one behind a password', async () => {
    const protectedFile = `\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1${'\0'.repeat(500)}${[...'EncryptedPackage'].join('\0')}`;
    expect(await refusalOf(Buffer.from(protectedFile, 'latin1'))).toMatchObject({ code: 'ENCRYPTED_FILE' });
    expect(await refusalOf(withPart('xl/styles.xml', 'x', { flags: 1 }))).toMatchObject({
      code: 'ENCRYPTED_FILE',
    });
  });

  it('is read by its content when only its name is wrong', async () => {
    const file = await open(sheetOf(row), {}, 'aides.csv');
    expect(file.remarks).toEqual([{ code: 'WRONG_EXTENSION', detail: 'xlsx, nommé .csv' }]);
    await file.close();
  });

  it.each(['', '\ufeff', ' \r\n\n', '\0'.repeat(0)])('is empty: %j', async (text) => {
    expect(await refusalOf(text)).toMatchObject({ code: 'EMPTY_FILE' });
  });

  it('may begin by a bracket and be a CSV', async () => {
    expect(await cellsOf('[code];[nom]\n1;2')).toEqual([
      ['[code]', '[nom]'],
      ['1', '2'],
    ]);
  });

  it('is too large before it is read', async () => {
    expect(await refusalOf('a;b\n1;2', { fileBytes: 5 })).toMatchObject({
      code: 'FILE_TOO_LARGE',
      detail: '5',
    });
  });
});

describe('an archive that lies', () => {
  it('is cut', async () => {
    const bytes = sheetOf(row);
    for (const length of [30, 200, bytes.length - 200, bytes.length - 30, bytes.length - 1])
      expect((await refusalOf(bytes.subarray(0, length))).code).toMatch(/TRUNCATED_FILE|MALFORMED_XLSX/);
    expect(await refusalOf(bytes.subarray(0, 500))).toMatchObject({ code: 'TRUNCATED_FILE' });
  });

  it('is a bomb, and its directory says so', async () => {
    // A gigabyte of zeros: the same block a thousand times, then the end.
    const block = deflateRawSync(Buffer.alloc(2 ** 20), { finishFlush: constants.Z_FULL_FLUSH });
    const zeros = Buffer.concat([...Array.from({ length: 2 ** 10 }, () => block), Buffer.from([3, 0])]);
    const bomb = bombOf(zeros, 2 ** 30);
    const before = process.memoryUsage().rss;
    expect(await refusalOf(bomb)).toMatchObject({ code: 'INFLATED_TOO_LARGE' });
    expect(process.memoryUsage().rss - before).toBeLessThan(50 * 2 ** 20);
    // The same, which says that it is small.
    expect(await refusalOf(bombOf(zeros, 1000))).toMatchObject({ code: 'INFLATED_TOO_LARGE' });
  });

  it('holds too much, all parts together', async () => {
    expect(await refusalOf(sheetOf(row), { inflatedBytes: 100 })).toMatchObject({
      code: 'INFLATED_TOO_LARGE',
    });
  });

  it.each<[string, readonly Part[]]>([
    ['two parts of one name', [{ name: 'XL/workbook.xml', content: 'x' }]],
    ['a way out', [{ name: '../../etc/passwd', content: 'x' }]],
    ['a way out of the disk', [{ name: '/etc/passwd', content: 'x' }]],
    [
      'thousands of parts',
      Array.from({ length: 10_001 }, (_, at) => ({ name: `${at}`, content: '', isStored: true })),
    ],
  ])('has %s', async (_, more) => {
    const parts = [...partsOf({ sheets: [{ name: 'a', rows: row }] }), ...more];
    expect(await refusalOf(zipOf(parts))).toMatchObject({ code: 'MALFORMED_XLSX' });
  });

  it('has a part whose bytes changed, or that is not there', async () => {
    const damaged = withPart('xl/worksheets/sheet1.xml', '<worksheet/>', { crc: 1 });
    expect(await refusalOf(damaged)).toMatchObject({ code: 'MALFORMED_XLSX', sheet: 'Données' });
    const missing = partsOf({ sheets: [{ name: 'a', rows: row }] }).filter(
      ({ name }) => !/sheet1/.test(name),
    );
    expect(await refusalOf(zipOf(missing))).toMatchObject({ code: 'MALFORMED_XLSX' });
  });

  it('has more sheets than are taken', async () => {
    const sheets = Array.from({ length: 60 }, (_, at) => ({ name: `s${at}`, rows: '' }));
    expect(await refusalOf(workbookOf({ sheets }))).toMatchObject({
      code: 'UNSUPPORTED_FORMAT',
      detail: 'classeur de plus de 50 feuilles',
    });
  });
});

describe('XML that attacks', () => {
  const sheet = 'xl/worksheets/sheet1.xml';
  const laughs = Array.from(
    { length: 10 },
    (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`,
  ).join('');

  it.each([
    [
      'a billion laughs',
      `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]><worksheet>&l10;</worksheet>`,
      'XML_ENTITY',
    ],
    [
      'an outside entity',
      '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><worksheet>&e;</worksheet>',
      'XML_ENTITY',
    ],
    ['a bare DOCTYPE', '<?xml version="1.0"?><!DOCTYPE x><worksheet/>', 'XML_ENTITY'],
    ['an entity from nowhere', '<worksheet>&nbsp;</worksheet>', 'XML_ENTITY'],
    ['tags that do not match', '<worksheet><sheetData></worksheet>', 'MALFORMED_XLSX'],
    ['an end before its end', '<worksheet><sheetData><row>', 'MALFORMED_XLSX'],
    ['no XML at all', 'oops', 'MALFORMED_XLSX'],
    ['nothing', '', 'MALFORMED_XLSX'],
    ['endless depth', '<a>'.repeat(1_000_000), 'MALFORMED_XLSX'],
    ['an endless tag', `<worksheet ${'a'.repeat(3_000_000)}`, 'CELL_TOO_LONG'],
    ['an endless comment', `<!--${'a'.repeat(3_000_000)}`, 'CELL_TOO_LONG'],
    ['an endless text', `<worksheet>${'a'.repeat(3_000_000)}`, 'CELL_TOO_LONG'],
    ['bytes that are no text', Buffer.from('<worksheet>\xff\xfe</worksheet>', 'latin1'), 'MALFORMED_XLSX'],
    ['another encoding', '<?xml version="1.0" encoding="UTF-7"?><worksheet/>', 'MALFORMED_XLSX'],
  ])('by %s', async (_, content, code) => {
    expect(await refusalOf(withPart(sheet, content))).toMatchObject({ code, sheet: 'Données' });
  });

  it('in the other parts too', async () => {
    for (const part of ['xl/workbook.xml', 'xl/sharedStrings.xml', 'xl/styles.xml', '_rels/.rels'])
      expect(await refusalOf(withPart(part, '<!DOCTYPE x><x/>'))).toMatchObject({ code: 'XML_ENTITY' });
  });

  it.each([
    ['CELL_TOO_LONG', `${row}<row>${cell('x'.repeat(40_000))}</row>`, 2],
    ['CELL_TOO_LONG', `${row}<row>${cell('x'.repeat(900_000))}</row>`, 2],
    ['ROW_TOO_LONG', `${row}<row>${cell('x'.repeat(30_000)).repeat(10)}</row>`, 2],
    ['TOO_MANY_COLUMNS', `${row}<row r="7"><c r="XFD7"><v>1</v></c></row>`, 7],
    ['TOO_MANY_ROWS', row.repeat(30), 21],
    ['MALFORMED_XLSX', `${row}<row r="1"/>`, 1],
    ['MALFORMED_XLSX', `${row}<row><c t="s"><v>3</v></c></row>`, 2],
    ['MALFORMED_XLSX', `${row}<row><c r="A2"><v>1</v></c><c r="A2"><v>2</v></c></row>`, 2],
  ])('names sheet and row: %s (%#)', async (code, rows, line) => {
    expect(await refusalOf(sheetOf(rows), { rows: 20 })).toMatchObject({ code, sheet: 'Données', line });
  });

  it('by patterns that make a careless search slow', async () => {
    const started = performance.now();
    await cellsOf(sheetOf(row, { after: `<!--${'<mergeCell '.repeat(90_000)}-->` }));
    await cellsOf(sheetOf(`<row><c><v>${'1'.repeat(32_000)}x</v></c></row>`));
    await cellsOf(`a;b\n${`${' '.repeat(30_000)}"`.repeat(2)};${'9,'.repeat(15_000)}`);
    expect(performance.now() - started).toBeLessThan(5_000);
  });

  it('by texts that no cell asks for', async () => {
    const texts = `<si><t>${'x'.repeat(1000)}</t></si>`.repeat(200);
    const refusal = await refusalOf(sheetOf(row, { texts }), { sharedTextBytes: 100_000 });
    expect(refusal).toMatchObject({ code: 'TOO_MANY_TEXTS' });
  });
});

describe('files on disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'files-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  const held = () =>
    readdirSync('/proc/self/fd').filter((fd) => {
      try {
        return readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder);
      } catch {
        return false;
      }
    });

  const openPath = (path: string) => openFile({ name: path, bytes: { kind: 'path', path } });

  async function read(path: string): Promise<number> {
    const file = await openPath(path);
    let rows = 0;
    try {
      for await (const sheet of file.sheets()) for await (const batch of sheet.rows()) rows += batch.length;
      expect(file.progress()).toEqual({ read: file.progress().size, size: file.progress().size });
      return rows;
    } finally {
      await file.close();
    }
  }

  it.runIf(process.platform === 'linux')('are closed however the reading ends', async () => {
    const path = (name: string, content: string | Uint8Array) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    expect(await read(path('good.csv', `a;b\n${'1;2\n'.repeat(5_000)}`))).toBe(5_001);
    expect(await read(path('good.xlsx', sheetOf(row.repeat(3_000))))).toBe(3_000);
    expect(await read(path('good.json', '[{"a":1}]'))).toBe(1);
    for (const [name, content] of [
      ['empty.csv', ''],
      ['page.csv', '<html>'],
      ['cut.xlsx', sheetOf(row).subarray(0, 400)],
      ['broken.csv', 'a;b\n"1;2'],
      ['broken.xlsx', withPart('xl/worksheets/sheet1.xml', '<!DOCTYPE x>')],
      ['broken.json', '[{"a":1'],
    ] as const)
      await expect(read(path(name, content))).rejects.toMatchObject({ name: 'FileError' });
    await expect(read(folder)).rejects.toMatchObject({ code: 'UNSUPPORTED_FORMAT', detail: 'dossier' });
    await expect(read(join(folder, 'none.csv'))).rejects.toMatchObject({ code: 'ENOENT' });
    expect(held()).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('may be left in the middle', async () => {
    for (const [name, content] of [
      ['long.csv', `a;b\n${'1;2\n'.repeat(500_000)}`],
      ['long.xlsx', sheetOf(row.repeat(100_000))],
    ] as const) {
      writeFileSync(join(folder, name), content);
      const file = await openPath(join(folder, name));
      for await (const sheet of file.sheets()) {
        for await (const _ of sheet.rows()) break;
        break;
      }
      expect(file.progress().read).toBeLessThan(file.progress().size);
      await file.close();
    }
    expect(held()).toEqual([]);
  });

  it('may shrink while they are read', async () => {
    const path = join(folder, 'shrinking.csv');
    writeFileSync(path, `a;b\n${'1;2\n'.repeat(1_000_000)}`);
    const file = await openPath(path);
    truncateSync(path, 1_000_000);
    const reading = (async () => {
      for await (const sheet of file.sheets()) for await (const _ of sheet.rows());
    })();
    await expect(reading).rejects.toMatchObject({ code: 'TRUNCATED_FILE' });
    await file.close();
  });
});

/** A workbook whose sheet is these deflated bytes, whatever size it claims for them. */
function bombOf(deflated: Buffer, claimedSize: number): Buffer {
  const parts = partsOf({ sheets: [{ name: 'a', rows: '' }] });
  return zipOf(
    parts.map((part) =>
      /sheet1/.test(part.name) ? { ...part, content: '', deflated, claimedSize, crc: 0 } : part,
    ),
  );
}
