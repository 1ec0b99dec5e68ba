import { isAscii, isUtf8 } from 'node:buffer';
import { detect } from 'chardet';
import iconv from 'iconv-lite';
import type { ByteSource } from './byte-source.js';
import { FileError } from './file-error.js';

export interface Encoding {
  /** As iconv-lite names it. */
  readonly name: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'macintosh' | 'cp850';
  /** Nothing in the file says it: neither a mark at its start nor its being valid UTF-8. */
  readonly isGuessed: boolean;
}

const marks: readonly (readonly [readonly number[], Encoding['name'] | 'UTF-32'])[] = [
  [[0xff, 0xfe, 0, 0], 'UTF-32'],
  [[0, 0, 0xfe, 0xff], 'UTF-32'],
  [[0xff, 0xfe], 'utf-16le'],
  [[0xfe, 0xff], 'utf-16be'],
];

/** The encoding of a whole text file. Reads all of it, once, unless its first bytes settle it. */
export async function findEncoding(source: ByteSource): Promise<Encoding> {
  const head = await source.read(0, 64 * 1024);
  const marked = marks.find(([mark]) => mark.every((byte, at) => head[at] === byte))?.[1];
  if (marked === 'UTF-32') throw new FileError('UNKNOWN_ENCODING', marked);
  if (marked !== undefined) return { name: marked, isGuessed: false };
  const wide = unmarkedUtf16(head);
  if (wide !== null) return { name: wide, isGuessed: true };
  const foreign = await firstBlockThatIsNotUtf8(source);
  return foreign === null
    ? { name: 'utf-8', isGuessed: false }
    : { name: guessSingleByte(foreign), isGuessed: true };
}

/** Text in a Latin alphabet, in UTF-16, is zero in nearly every second byte. */
function unmarkedUtf16(head: Buffer): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0];
  for (const [at, byte] of head.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  const pairs = head.length / 2;
  if (odd > pairs * 0.7 && even < pairs * 0.1) return 'utf-16le';
  if (even > pairs * 0.7 && odd < pairs * 0.1) return 'utf-16be';
  return null;
}

/**
 * Null when the whole file is valid UTF-8. Windows-1252 text is practically never valid UTF-8 by chance, so a file in
 * which both are found was glued together: neither reading of it would be right.
 */
async function firstBlockThatIsNotUtf8(source: ByteSource): Promise<Buffer | null> {
  let foreign: Buffer | null = null;
  let hasUtf8 = false;
  let carried: Buffer = Buffer.alloc(0);
  for await (const block of source.blocks()) {
    const bytes = carried.length === 0 ? block : Buffer.concat([carried, block]);
    const whole = bytes.subarray(0, bytes.length - unfinishedBytes(bytes));
    carried = bytes.subarray(whole.length);
    if (isAscii(whole)) continue;
    if (isUtf8(whole)) hasUtf8 = true;
    else {
      hasUtf8 ||= hasUtf8Line(whole);
      foreign ??= whole;
    }
  }
  if (carried.length > 0) foreign ??= carried;
  if (foreign !== null && hasUtf8) throw new FileError('UNKNOWN_ENCODING', 'UTF-8 et windows-1252 mêlés');
  return foreign;
}

/** How many bytes at the end begin a UTF-8 character without ending it. */
function unfinishedBytes(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

/** Is there, beside the bytes that are not UTF-8, a whole line that is, with an accent in it? */
function hasUtf8Line(block: Buffer): boolean {
  const lines = block.toString('latin1').split(/[\r\n]+/);
  return lines.some((line) => {
    const bytes = Buffer.from(line, 'latin1');
    return !isAscii(bytes) && isUtf8(bytes);
  });
}

const french = new Set('éèêëàâçùûôîïœÉÈÊËÀÂÇÙÛÔÎÏŒ’«»°€–—…“”‘');
const noBreakSpace = 0xa0;

/**
 * Excel saves a CSV as Windows-1252, or by its own menu as Macintosh or MS-DOS text. No byte says which, but French does:
 * only one of the three gives its accents. Windows-1252 where they do not settle it.
 */
function guessSingleByte(block: Buffer): Encoding['name'] {
  refuseForeign(block);
  const high = block.filter((byte) => byte >= 0x80).subarray(0, 4096);
  return (['windows-1252', 'macintosh', 'cp850'] as const)
    .map((name) => ({ name, weight: frenchness(iconv.decode(high, name)) }))
    .reduce((one, other) => (other.weight > one.weight ? other : one)).name;
}

const frenchness = (text: string) => [...text].filter((letter) => french.has(letter)).length;

/**
 * In French an accent seldom follows another; in Cyrillic or Japanese every letter is one. Such a file is refused rather
 * than loaded as nonsense.
 */
function refuseForeign(block: Buffer): void {
  let accents = 0;
  let pairs = 0;
  for (const [at, byte] of block.entries()) {
    if (byte < 0x80 || byte === noBreakSpace) continue;
    accents += 1;
    if ((block[at - 1] ?? 0) >= 0x80) pairs += 1;
  }
  if (accents >= 20 && pairs > accents / 2)
    throw new FileError('UNKNOWN_ENCODING', detect(block.subarray(0, 64 * 1024)) ?? '');
}

/** The text of a file, block by block, without its byte order mark. */
export async function* decoded(
  blocks: AsyncIterable<Buffer> | Iterable<Buffer>,
  encoding: Encoding['name'],
): AsyncGenerator<string> {
  const decoder = iconv.getDecoder(encoding, { stripBOM: true });
  for await (const block of blocks) yield decoder.write(block);
  const last = decoder.end();
  if (last !== undefined && last !== '') yield last;
}
