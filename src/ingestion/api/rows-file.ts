import { HubError } from '../../errors.js';
import type { NamedFile } from '../../files/sheet.js';
import type { Column, Columns } from '../columns/column.js';
import type { RowInput } from './row-input.input.js';

export const maximumRows = 500;

/** What a batch calls the file of rows that came through the API. */
const fileName = 'API';

/**
 * Rows of the API as a small file, so that they are read, checked and landed as any other. The n-th row is its line n.
 *
 * @throws HubError `LIST_TOO_LONG`, `BAD_USER_INPUT`
 */
export function fileOfRows(columns: Columns, input: readonly RowInput[]): NamedFile {
  if (input.length > maximumRows)
    throw new HubError('LIST_TOO_LONG', { name: 'input', length: input.length, maximum: maximumRows });
  if (input.length === 0) throw new HubError('BAD_USER_INPUT', { detail: 'Donnez au moins une ligne.' });
  const records = input.map((row) => recordOf(columns, row));
  // A blank row of a file is no row; here somebody meant something by it.
  const blank = records.findIndex((record) => Object.values(record).every((cell) => cell.trim() === ''));
  if (blank >= 0) throw new HubError('BAD_USER_INPUT', { detail: `La ligne ${blank + 1} est vide.` });
  return { name: fileName, bytes: { kind: 'memory', bytes: Buffer.from(JSON.stringify(records)) } };
}

const recordOf = (columns: Columns, row: RowInput): Record<string, string> =>
  Object.fromEntries(
    Object.entries(columns).flatMap(([name, column]) => {
      const value = row[name];
      return value === null || value === undefined ? [] : [[name, cellOf(column, value)]];
    }),
  );

/** The text that reads back as the value. Texts and words are cells already. */
function cellOf(column: Column<unknown>, value: unknown): string {
  if (Array.isArray(value)) return value.join(' | ');
  return typeof value === 'string' ? value : column.format(value);
}
