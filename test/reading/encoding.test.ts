import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { cellsOf, open, refusalOf } from './reading.js';

const text = 'commune;libellé\r\nBaugé-en-Anjou;« Cœur d’été » à 12 h\r\nLoire-Authion;déjà reçu\r\n';
const expected = [
  ['commune', 'libellé'],
  ['Baugé-en-Anjou', '« Cœur d’été » à 12 h'],
  ['Loire-Authion', 'déjà reçu'],
];

async function remarksOf(bytes: Uint8Array, name?: string) {
  const file = await open(bytes, {}, name);
  await file.close();
  return { encoding: file.encoding, remarks: file.remarks };
}

describe('encoding of a CSV', () => {
  it.each([
    ['utf-8', iconv.encode(text, 'utf-8'), false],
    ['utf-8', iconv.encode(text, 'utf-8', { addBOM: true }), false],
    ['utf-16le', iconv.encode(text, 'utf-16le', { addBOM: true }), false],
    ['utf-16be', iconv.encode(text, 'utf-16be', { addBOM: true }), false],
    ['utf-16le', iconv.encode(text, 'utf-16le', { addBOM: false }), true],
    ['utf-16be', iconv.encode(text, 'utf-16be', { addBOM: false }), true],
    ['windows-1252', iconv.encode(text, 'windows-1252'), true],
    ['macintosh', iconv.encode(text, 'macintosh'), true],
  ])('%s (%#)', async (encoding, bytes, isGuessed) => {
    expect(await cellsOf(bytes)).toEqual(expected);
    const remarks = isGuessed ? [{ code: 'ENCODING_GUESSED', detail: encoding }] : [];
    expect(await remarksOf(bytes)).toEqual({ encoding, remarks });
  });

  it('is the one of MS-DOS when only that gives French', async () => {
    const old = 'commune;libellé\r\nBaugé;déjà reçu\r\n';
    expect(await cellsOf(iconv.encode(old, 'cp850'))).toEqual([
      ['commune', 'libellé'],
      ['Baugé', 'déjà reçu'],
    ]);
  });

  it.each(['Ä', 'ñ', 'É', '…', '–', '“x”', 'œ', 'Àé', 'créée'])(
    'is windows-1252 where %s alone is not ASCII',
    async (letter) => {
      expect(await cellsOf(iconv.encode(`a;b\n1;${letter}\n`, 'windows-1252'))).toEqual([
        ['a', 'b'],
        ['1', letter],
      ]);
    },
  );

  it('is UTF-8 wherever the blocks that are read cut a character', async () => {
    for (const shift of [0, 1, 2, 3]) {
      const long = `${'x'.repeat(shift)};b\n${'€é😀;y\n'.repeat(60_000)}`;
      const rows = await cellsOf(Buffer.from(long));
      expect(rows).toHaveLength(60_001);
      expect(rows.slice(1).every(([cell]) => cell === '€é😀')).toBe(true);
    }
  });

  it('is windows-1252 of a whole file whose one accent is at its end', async () => {
    const rows = await cellsOf(
      Buffer.concat([Buffer.from(`a;b\n${'1;2\n'.repeat(200_000)}`), Buffer.from([0x33, 0x3b, 0xe9])]),
    );
    expect(rows.at(-1)).toEqual(['3', 'é']);
  });

  it.each([
    [
      'two encodings glued together',
      Buffer.concat([Buffer.from('a;b\nBaugé;1\n'), Buffer.from('Baugé;2\n', 'latin1')]),
    ],
    [
      'two far from each other',
      Buffer.concat([Buffer.from(`a;é\n${'1;2\n'.repeat(200_000)}`), Buffer.from('Baugé;2\n', 'latin1')]),
    ],
    ['UTF-32', Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0])],
    [
      'Cyrillic',
      iconv.encode(
        'код;название\nМосква;Съешь же ещё этих мягких французских булок\n'.repeat(20),
        'windows-1251',
      ),
    ],
    [
      'Japanese',
      iconv.encode(
        '番号;名前\n東京;これは日本語の文章です。よろしくお願いします。\n'.repeat(20),
        'shift_jis',
      ),
    ],
  ])('is refused: %s', async (_, bytes) => {
    expect(await refusalOf(bytes)).toMatchObject({ code: 'UNKNOWN_ENCODING' });
  });
});

describe('name of a file', () => {
  it.each([
    ['aides.csv', []],
    ['AIDES.TXT', []],
    ['aides', []],
    ['v1.2 finale', []],
    ['aides.xlsx', [{ code: 'WRONG_EXTENSION', detail: 'csv, nommé .xlsx' }]],
  ])('%s of a CSV', async (name, remarks) => {
    expect((await remarksOf(Buffer.from('a;b\n1;2'), name)).remarks).toEqual(remarks);
  });
});
