import { describe, expect, it } from 'vitest';
import { open, refusalOf, rowsOf } from './reading.js';

async function read(content: string | Uint8Array) {
  const file = await open(content);
  for await (const sheet of file.sheets()) {
    const rows = [];
    for await (const batch of sheet.rows()) rows.push(...batch);
    await file.close();
    return { format: file.format, headers: sheet.headers, rows };
  }
  throw new Error('No sheet');
}

describe('JSON', () => {
  it('is a list of objects, with the names of all of them', async () => {
    expect(
      await read('[{"code":"49018","montant":780552.10},\n{"montant":1e3,"lieu":{"nom":" Baugé "}}]'),
    ).toEqual({
      format: 'JSON',
      headers: ['code', 'montant', 'lieu.nom'],
      rows: [
        { line: 1, cells: ['49018', '780552.10', ''] },
        { line: 2, cells: ['', '1e3', 'Baugé'] },
      ],
    });
  });

  it.each(['rows', 'data', 'records', 'results'])('is a list under %s', async (key) => {
    const text = `{"total":2,"links":[{"a":[1,{"data":[1]}]}],"${key}":[{"a":1},{"a":2}],"next":null}`;
    expect(await read(text)).toMatchObject({
      format: 'JSON',
      headers: ['a'],
      rows: [
        { line: 1, cells: ['1'] },
        { line: 2, cells: ['2'] },
      ],
    });
  });

  it('writes each kind of value as text', async () => {
    const text =
      '[{"a":true,"b":false,"c":null,"d":["x",1,null,"y"],"e":[],"f":{"g":{"h":-0.50}},"i":"\\u00e9\\n"}]';
    expect(await read(text)).toMatchObject({
      headers: ['a', 'b', 'c', 'd', 'e', 'f.g.h', 'i'],
      rows: [{ cells: ['true', 'false', '', 'x|1||y', '', '-0.50', 'é'] }],
    });
  });

  it('keeps a number as it is written, however long', async () => {
    const [row] = await rowsOf('[{"n":123456789012345678901234567890.10}]');
    expect(row?.cells).toEqual(['123456789012345678901234567890.10']);
  });

  it('leaves blank objects out; their rank counts', async () => {
    expect(await rowsOf('[{"a":""},{},{"a":1}]')).toEqual([{ line: 3, cells: ['1'] }]);
    expect(await rowsOf('[]')).toEqual([]);
  });

  it.each([
    ['an object cut', '[{"a":1},{"a":2', 'TRUNCATED_FILE', 2],
    ['a list cut', '[{"a":1},', 'TRUNCATED_FILE', 1],
    ['a comma too many', '[{"a":1},]', 'MALFORMED_JSON', null],
    ['something after the end', '[{"a":1}] x', 'MALFORMED_JSON', null],
    ['no list of rows', '{\n"a":1}', 'MALFORMED_JSON', null],
    ['two lists of rows', '{"data":[{"a":1}],"rows":[{"a":1}]}', 'MALFORMED_JSON', 1],
    ['a value that is no object', '[{"a":1},2]', 'MALFORMED_JSON', 2],
    ['a list that is no object', '[{"a":1},[2]]', 'MALFORMED_JSON', 2],
    ['a list of objects in a row', '[{"a":[{"b":1}]}]', 'MALFORMED_JSON', 1],
    ['a key twice', '[{"a":1},{"a":1,"a":2}]', 'MALFORMED_JSON', 2],
    ['a key twice, once flattened', '[{"a.b":1,"a":{"b":2}}]', 'MALFORMED_JSON', 1],
    ['too deep', `[{"a":${'['.repeat(100)}`, 'MALFORMED_JSON', null],
    ['endless depth', '[{"a":'.repeat(100_000), 'MALFORMED_JSON', null],
    ['an endless text', `[{"a":"${'x'.repeat(5_000_000)}`, 'CELL_TOO_LONG', null],
    ['a text too long', `[{"a":"b"},{"a":"${'x'.repeat(40_000)}"}]`, 'CELL_TOO_LONG', 2],
    [
      'too many keys',
      `[{${Array.from({ length: 600 }, (_, at) => `"k${at}":1`).join()}}]`,
      'TOO_MANY_COLUMNS',
      1,
    ],
  ])('is refused with %s', async (_, text, code, line) => {
    expect(await refusalOf(text)).toMatchObject({ code, ...(line === null ? {} : { line }) });
  });
});

describe('JSON Lines', () => {
  it('numbers its rows by the lines of the text, with a mark and blank lines too', async () => {
    expect(await read('\ufeff{"a":1.0}\r\n\r\n{"b":"x"}\n{"a":3,"b":"é"}')).toEqual({
      format: 'JSON_LINES',
      headers: ['a', 'b'],
      rows: [
        { line: 1, cells: ['1.0', ''] },
        { line: 3, cells: ['', 'x'] },
        { line: 4, cells: ['3', 'é'] },
      ],
    });
  });

  it('may be one line', async () => {
    expect(await read('{"a":1}\n')).toMatchObject({
      format: 'JSON_LINES',
      rows: [{ line: 1, cells: ['1'] }],
    });
  });

  it('is read in any pieces', async () => {
    const lines = Array.from({ length: 20_000 }, (_, at) => JSON.stringify({ at, name: `Baugé ${at}` }));
    const rows = await rowsOf(lines.join('\n'));
    expect(rows).toHaveLength(20_000);
    expect(rows[19_999]).toEqual({ line: 20_000, cells: ['19999', 'Baugé 19999'] });
  });

  it.each([
    ['an object over two lines', '{"a":1}\n{"a":\n2}', 'MALFORMED_JSON', 2],
    ['a cut last line', '{"a":1}\n{"a":2', 'TRUNCATED_FILE', 2],
    ['a line that is none', '{"a":1}\noops\n{"a":2}', 'MALFORMED_JSON', 2],
    ['a line that is a list', '{"a":1}\n[1]', 'MALFORMED_JSON', 2],
  ])('is refused with %s', async (_, text, code, line) => {
    expect(await refusalOf(text)).toMatchObject({ code, line });
  });
});
