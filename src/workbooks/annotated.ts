import { type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { FileError } from '../files/file-error.js';
import { openFile } from '../files/open.js';
import type { NamedFile, Sheet, SheetRow } from '../files/sheet.js';
import type { LoadReport } from '../ingestion/load.js';
import { otherReportSheet, reportSheet } from '../ingestion/reading/own-sheets.js';
import type { Problem } from '../ingestion/report/problem.js';
import { holdsPersonalData } from '../ingestion/report/told-report.js';
import { type AnnotatedSheet, annotateSheet, rowKey } from './annotated-sheet.js';
import { ownSheetOf } from './own-sheet.js';
import { reportSheetOf } from './report-sheet.js';
import { toFillInAgain } from './to-fill-in-again.js';

/** Rows of a sheet that are written back: beyond, the report alone speaks of them. */
const maximumRows = 20_000;
/** A spreadsheet has no more lines. */
const maximumLine = 1_000_000;

/**
 * The file with what the hub has to say of it, to send back: each cell at fault is coloured and commented, each row's
 * remarks stand in a last column, and a first sheet sums up. Corrected, it loads as it is.
 */
export async function annotatedWorkbook(file: NamedFile, report: LoadReport): Promise<Uint8Array> {
  const { sheets, isWhole } = isPersonal(report)
    ? { sheets: [], isWhole: false }
    : await annotatedSheets(file, report);
  const name = sheets.some((sheet) => sheet.name === reportSheet) ? otherReportSheet : reportSheet;
  return writeXlsx({ sheets: [reportSheetOf(report, name, isWhole), ...sheets] });
}

/** Of a file that holds what the hub takes nothing of, only the report is sent: not one more copy of it. */
const isPersonal = ({ groups }: LoadReport): boolean =>
  holdsPersonalData(groups.map(({ example }) => ({ problem: example })));

/** A file that cannot be read to its end is written back as far as it goes. */
async function annotatedSheets(
  file: NamedFile,
  { dataset, problems }: LoadReport,
): Promise<{ readonly sheets: readonly WriteSheet[]; readonly isWhole: boolean }> {
  const annotated: AnnotatedSheet[] = [];
  const byRow = problemsByRow(problems);
  let lists: readonly SheetRow[] | null = null;
  let isWhole = true;
  try {
    const opened = await openFile(file);
    try {
      const annotation = { dataset, problems: byRow, hasNotes: opened.format === 'XLSX' };
      for await (const sheet of opened.sheets()) {
        const { read, isAll } = await firstRows(sheet);
        const own = ownSheetOf(sheet, read);
        if (own === 'LISTS') lists = read;
        if (own !== null) continue;
        annotated.push(annotateSheet(sheet, read, annotation));
        isWhole &&= isAll;
      }
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    isWhole = false;
  }
  const sheets = annotated.map(({ sheet }) => sheet);
  // A template comes back as one: with its drop-downs and its guide.
  return { isWhole, sheets: dataset && lists ? toFillInAgain(dataset, annotated, lists) : sheets };
}

function problemsByRow(problems: readonly Problem[]): ReadonlyMap<string, readonly Problem[]> {
  const byRow = new Map<string, Problem[]>();
  for (const problem of problems) {
    const key = rowKey(problem.sheet, problem.line);
    const known = byRow.get(key);
    if (known) known.push(problem);
    else byRow.set(key, [problem]);
  }
  return byRow;
}

async function firstRows(sheet: Sheet): Promise<{ read: SheetRow[]; isAll: boolean }> {
  const read: SheetRow[] = [];
  for await (const batch of sheet.rows()) {
    for (const row of batch) {
      if (read.length === maximumRows || row.line > maximumLine) return { read, isAll: false };
      read.push(row);
    }
  }
  return { read, isAll: true };
}
