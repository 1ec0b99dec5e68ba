import { type ByteSource, openSource } from './byte-source.js';
import { openCsv } from './csv.js';
import { FileError } from './file-error.js';
import { openJson } from './json/json.js';
import { findKind } from './kind.js';
import {
  defaultLimits,
  type FileFormat,
  type FileLimits,
  type FileRemark,
  type NamedFile,
  type OpenedFile,
} from './sheet.js';
import { openZip } from './xlsx/open-zip.js';
import { openXlsx } from './xlsx/xlsx.js';

/** Bytes that settle what a file is. */
const headBytes = 64 * 1024;

/**
 * Opens a file of rows, whatever it says of itself: its kind is judged by its content, and nothing in it is trusted.
 * Throws a `FileError` when it cannot be read, and leaves nothing open then.
 */
export async function openFile(file: NamedFile, limits: Partial<FileLimits> = {}): Promise<OpenedFile> {
  const source = await openSource(file.bytes);
  try {
    return await openKind(source, file.name, { ...defaultLimits, ...limits });
  } catch (error) {
    await source.close();
    throw error;
  }
}

async function openKind(source: ByteSource, name: string, limits: FileLimits): Promise<OpenedFile> {
  if (source.size === 0) throw new FileError('EMPTY_FILE');
  if (source.size > limits.fileBytes) throw new FileError('FILE_TOO_LARGE', limits.fileBytes);
  const kind = findKind(await source.read(0, headBytes));
  if (kind === 'ZIP') {
    const { zip, workbook } = await openZip(source, limits.inflatedBytes);
    return openXlsx(source, zip, workbook, extensionRemarks('XLSX', name), limits);
  }
  if (kind === 'JSON') return openJson(source, (format) => extensionRemarks(format, name), limits);
  return openCsv(source, extensionRemarks('CSV', name), limits);
}

const extensions: Readonly<Record<FileFormat, RegExp>> = {
  CSV: /^(csv|tsv|tab|txt|asc|dat)$/,
  XLSX: /^(xlsx|xlsm|xltx|xltm)$/,
  JSON: /^(json|geojson)$/,
  JSON_LINES: /^(jsonl|ndjson|json)$/,
};

/** A wrong extension changes nothing, but its owner may have sent another file than the one meant. */
function extensionRemarks(format: FileFormat, name: string): FileRemark[] {
  const extension = /\.(\w{1,8})$/.exec(name)?.[1]?.toLowerCase();
  if (extension === undefined || extensions[format].test(extension)) return [];
  return [
    { code: 'WRONG_EXTENSION', detail: `${format.toLowerCase().replace('_', ' ')}, nommé .${extension}` },
  ];
}
