import { type Cell, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { openFile } from '../files/open.js';
import type { NamedFile, Sheet, SheetRow } from '../files/sheet.js';
import type { LoadReport } from '../ingestion/load.js';
import { letterOf } from '../ingestion/reading/header.js';
import { remarkHeader } from '../ingestion/reading/own-sheets.js';
import type { Problem } from '../ingestion/report/problem.js';
import { reportSheetOf } from './report-sheet.js';
import { headerStyle, proseStyle, severityLabels, severityStyles } from './styles.js';

/** Rows of a sheet that are written back: beyond, the report alone speaks of them. */
const maximumRows = 20_000;

/**
 * The file with what the hub has to say of it, to send back: each cell at fault is coloured and commented, each row's
 * remarks stand in a last column, and a first sheet sums up. Corrected, it loads as it is.
 */
export async function annotatedWorkbook(file: NamedFile, report: LoadReport): Promise<Uint8Array> {
  const byRow = new Map<string, Problem[]>();
  for (const problem of report.problems) {
    const key = rowKey(problem.sheet, problem.line);
    byRow.set(key, [...(byRow.get(key) ?? []), problem]);
  }
  const sheets = await annotatedSheets(file, byRow).catch(() => []);
  return writeXlsx({ sheets: [reportSheetOf(report, maximumRows), ...sheets] });
}

const rowKey = (sheet: string | null, line: number): string => `${sheet ?? ''}\n${line}`;

/** A file that cannot be read to its end is written back as far as it goes. */
async function annotatedSheets(
  file: NamedFile,
  problems: ReadonlyMap<string, readonly Problem[]>,
): Promise<WriteSheet[]> {
  const opened = await openFile(file);
  const sheets: WriteSheet[] = [];
  try {
    for await (const sheet of opened.sheets()) {
      if (!sheet.isHidden) sheets.push(await annotatedSheet(sheet, problems));
    }
    return sheets;
  } catch {
    return sheets;
  } finally {
    await opened.close();
  }
}

async function annotatedSheet(
  sheet: Sheet,
  problems: ReadonlyMap<string, readonly Problem[]>,
): Promise<WriteSheet> {
  // Rows stay where they were, so that the lines of the report are those of the sheet.
  const offset = sheet.headers === null ? 0 : 1;
  const rows: string[][] = sheet.headers === null ? [] : [[...sheet.headers]];
  for await (const row of rowsUpTo(sheet, maximumRows)) rows[row.line - 1 + offset] = [...row.cells];
  for (let index = 0; index < rows.length; index += 1) rows[index] ??= [];
  const width = Math.max(1, ...rows.map(({ length }) => length));

  const cells = new Map<string, Partial<Cell>>();
  rows.forEach((row, index) => {
    const said = problems.get(rowKey(sheet.name, index + 1 - offset)) ?? [];
    for (const problem of said) mark(cells, index, row, problem);
    if (said.length > 0) {
      const words = said
        .map(({ severity, message }) => `${severityLabels[severity]} : ${message}`)
        .join('\n');
      cells.set(`${index},${width}`, { value: words, type: 'string', style: proseStyle });
    }
  });
  const headerAt = headerRow(rows, problems, sheet.name);
  cells.set(`${headerAt},${width}`, { value: remarkHeader, type: 'string', style: headerStyle });
  return {
    name: sheet.name ?? 'Données',
    rows,
    cells,
    columns: Array.from({ length: width + 1 }, (_, index) => ({ width: index === width ? 80 : 20 })),
  };
}

async function* rowsUpTo(sheet: Sheet, maximum: number): AsyncGenerator<SheetRow> {
  let count = 0;
  for await (const batch of sheet.rows()) {
    for (const row of batch) {
      count += 1;
      if (count > maximum) return;
      yield row;
    }
  }
}

/** Colours a cell and comments it; two remarks on one cell share its comment. */
function mark(
  cells: Map<string, Partial<Cell>>,
  index: number,
  row: readonly string[],
  problem: Problem,
): void {
  const column = row.findIndex((_, position) => letterOf(position) === problem.letter);
  if (column < 0) return;
  const key = `${index},${column}`;
  const before = cells.get(key);
  const words = [before?.comment?.text, problem.message].filter((each) => each !== undefined).join('\n');
  cells.set(key, {
    value: row[column] ?? '',
    type: 'string',
    style: before?.style ?? severityStyles[problem.severity],
    comment: { author: 'ctg-hub', text: words },
  });
}

/** The widest of the first rows is the header; what the report says of columns is said there. */
function headerRow(
  rows: readonly (readonly string[])[],
  problems: ReadonlyMap<string, readonly Problem[]>,
  sheet: string | null,
): number {
  const filled = (row: readonly string[]) => row.filter((cell) => cell !== '').length;
  const first = rows.slice(0, 30);
  const said = first.findIndex((_, index) =>
    problems.get(rowKey(sheet, index + 1))?.some(({ code }) => code.endsWith('_COLUMN')),
  );
  if (said >= 0) return said;
  const widest = Math.max(0, ...first.map(filled));
  return Math.max(
    0,
    first.findIndex((row) => filled(row) === widest),
  );
}
