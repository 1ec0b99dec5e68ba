import { FileError } from './file-error.js';

/** Judged by the first bytes. A zip archive is a workbook until its directory says otherwise. */
export type Kind = 'TEXT' | 'ZIP' | 'JSON';

/** Formats that are known to be none of those: bytes at a place, as Latin-1 text, and the name a French user knows. */
const foreign: readonly (readonly [number, string, string])[] = [
  [0, '%PDF', 'PDF'],
  [0, '\x1f\x8b', 'archive gzip'],
  [0, 'Rar!', 'archive rar'],
  [0, '7z\xbc\xaf', 'archive 7z'],
  [0, 'BZh', 'archive bzip2'],
  [0, '\xfd7zXZ', 'archive xz'],
  [0, '\x28\xb5\x2f\xfd', 'archive zstd'],
  [257, 'ustar', 'archive tar'],
  [0, '\x89PNG', 'image'],
  [0, '\xff\xd8\xff', 'image'],
  [0, 'GIF8', 'image'],
  [0, 'II*\0', 'image'],
  [0, 'MM\0*', 'image'],
  [8, 'WEBP', 'image'],
  [4, 'ftyphei', 'image'],
  [4, 'ftypmif1', 'image'],
  [4, 'ftypavif', 'image'],
  [0, '{\\rtf', 'document RTF'],
  [0, 'PAR1', 'Parquet'],
  [0, 'SQLite format 3\0', 'base SQLite'],
  [0, '\x7fELF', 'programme'],
];

const zipStarts = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'];

/** Throws `UNSUPPORTED_FORMAT` or `ENCRYPTED_FILE` for what is no rows of text. */
export function findKind(head: Buffer): Kind {
  const bytes = head.toString('latin1');
  if (zipStarts.some((start) => bytes.startsWith(start))) return 'ZIP';
  if (bytes.startsWith('\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1')) refuseCompound(bytes);
  const known = foreign.find(([at, start]) => bytes.startsWith(start, at))?.[2];
  if (known !== undefined) throw new FileError('UNSUPPORTED_FORMAT', known);
  const text = headText(head);
  refuseMarkup(text);
  if (isBinary(text)) throw new FileError('UNSUPPORTED_FORMAT', 'fichier binaire');
  if (text.trim() === '' && head.length < 64 * 1024) throw new FileError('EMPTY_FILE');
  return beginsAsJson(text) ? 'JSON' : 'TEXT';
}

/** Old Office files, and new ones behind a password, are the same kind of container. */
function refuseCompound(bytes: string): never {
  const holds = (name: string) => bytes.includes([...name].join('\0'));
  if (holds('EncryptedPackage') || holds('EncryptionInfo')) throw new FileError('ENCRYPTED_FILE');
  if (holds('WordDocument')) throw new FileError('UNSUPPORTED_FORMAT', 'ancien Word .doc');
  throw new FileError('UNSUPPORTED_FORMAT', 'ancien Excel .xls');
}

/** Only what ASCII shows of it matters here. */
function headText(head: Buffer): string {
  if (head[0] === 0xff && head[1] === 0xfe) return head.toString('utf16le', 2);
  if (head[0] === 0xfe && head[1] === 0xff) return utf16be(head.subarray(2));
  const text = head.toString('latin1').replace(/^\xef\xbb\xbf/, '');
  if (/^[^\0]\0[^\0]\0/.test(text)) return head.toString('utf16le');
  if (/^\0[^\0]\0[^\0]/.test(text)) return utf16be(head);
  return text;
}

const utf16be = (bytes: Buffer) =>
  Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % 2)))
    .swap16()
    .toString('utf16le');

function refuseMarkup(text: string): void {
  const start = text.slice(0, 4096).trimStart().toLowerCase();
  if (/^(<!--.*?-->\s*)?<(!doctype html|html|head|body|table|meta|script|div)\b/s.test(start))
    throw new FileError('UNSUPPORTED_FORMAT', 'page HTML');
  if (!start.startsWith('<?xml')) return;
  if (/<html/.test(start)) throw new FileError('UNSUPPORTED_FORMAT', 'page HTML');
  const isExcel = start.includes('urn:schemas-microsoft-com:office:spreadsheet');
  throw new FileError('UNSUPPORTED_FORMAT', isExcel ? 'classeur Excel 2003 en XML' : 'XML');
}

/** A text may hold a stray control character, which its reader refuses by row; this is for files that are no text. */
function isBinary(text: string): boolean {
  let control = 0;
  for (let at = 0; at < text.length; at += 1) if (isControl(text.charCodeAt(at))) control += 1;
  return control > Math.max(8, text.length * 0.05);
}

/** Tab, line breaks and escape aside. */
const isControl = (code: number) => code < 0x09 || (code > 0x0d && code < 0x20 && code !== 0x1b);

/** A CSV may begin by `[` too: JSON goes on as JSON does. */
const beginsAsJson = (text: string) =>
  /^\s*(\[\s*([{["\]\d-]|true\b|false\b|null\b|$)|\{\s*("|\}|$))/.test(text.slice(0, 4096));
