/** What the source of every invented row is called. */
export const sourceTitle = 'Données de démonstration, inventées';

/** One row by header; a cell left out is empty. */
export type CsvRow<H extends string> = Partial<Record<H, string | number | null>>;

/** CSV text with its header line. The title that says "invented" is added to every row, so that none lacks it. */
export function writeCsv<H extends string>(headers: readonly H[], rows: readonly CsvRow<H>[]): string {
  const lines = rows.map((row) => [...headers.map((header) => row[header] ?? ''), sourceTitle]);
  return [[...headers, 'source_title'], ...lines].map((cells) => `${cells.map(quoted).join(',')}\n`).join('');
}

const quoted = (cell: string | number): string =>
  /[",\r\n]/.test(String(cell)) ? `"${String(cell).replaceAll('"', '""')}"` : String(cell);
