import { FileError } from '../../src/files/file-error.js';
import { openFile } from '../../src/files/open.js';
import type { FileLimits, OpenedFile, SheetRow } from '../../src/files/sheet.js';

export const bytesOf = (content: string | Uint8Array): Uint8Array =>
  typeof content === 'string' ? Buffer.from(content, 'utf8') : content;

export const open = (
  content: string | Uint8Array,
  limits?: Partial<FileLimits>,
  name = 'file',
): Promise<OpenedFile> => openFile({ name, bytes: { kind: 'memory', bytes: bytesOf(content) } }, limits);

/** All rows of the first sheet, or of the sheet with that name. */
export async function rowsOf(
  content: string | Uint8Array,
  { sheet, ...limits }: Partial<FileLimits> & { sheet?: string } = {},
): Promise<SheetRow[]> {
  const file = await open(content, limits);
  try {
    for await (const each of file.sheets()) {
      if (sheet !== undefined && each.name !== sheet) continue;
      const rows: SheetRow[] = [];
      for await (const batch of each.rows()) rows.push(...batch);
      return rows;
    }
    return [];
  } finally {
    await file.close();
  }
}

export const cellsOf = async (...args: Parameters<typeof rowsOf>): Promise<(readonly string[])[]> =>
  (await rowsOf(...args)).map(({ cells }) => cells);

/** The refusal of a file: its code, detail and place. */
export async function refusalOf(content: string | Uint8Array, limits: Partial<FileLimits> = {}) {
  const file = await open(content, limits).catch(placed);
  if (!('sheets' in file)) return file;
  try {
    for await (const sheet of file.sheets()) for await (const _ of sheet.rows());
  } catch (error) {
    return placed(error);
  } finally {
    await file.close();
  }
  throw new Error('The file was read without a refusal');
}

function placed(error: unknown) {
  if (!(error instanceof FileError)) throw error;
  const { code, detail, sheet, line } = error;
  return { code, detail, sheet, line };
}
