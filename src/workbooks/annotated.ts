import { type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { FileError } from '../files/file-error.js';
import { openFile } from '../files/open.js';
import type { NamedFile } from '../files/sheet.js';
import type { LoadReport } from '../ingestion/load.js';
import { otherReportSheet, reportSheet } from '../ingestion/reading/own-sheets.js';
import type { Problem } from '../ingestion/report/problem.js';
import { annotateSheet, rowKey } from './annotated-sheet.js';
import { reportSheetOf } from './report-sheet.js';

/**
 * The file with what the hub has to say of it, to send back: each cell at fault is coloured and commented, each row's
 * remarks stand in a last column, and a first sheet sums up. Corrected, it loads as it is.
 */
export async function annotatedWorkbook(file: NamedFile, report: LoadReport): Promise<Uint8Array> {
  const byRow = new Map<string, Problem[]>();
  for (const problem of report.problems) {
    const key = rowKey(problem.sheet, problem.line);
    const known = byRow.get(key);
    if (known) known.push(problem);
    else byRow.set(key, [problem]);
  }
  const { sheets, isWhole } = await annotatedSheets(file, report, byRow);
  const name = sheets.some((sheet) => sheet.name === reportSheet) ? otherReportSheet : reportSheet;
  return writeXlsx({ sheets: [reportSheetOf(report, name, isWhole), ...sheets] });
}

/** A file that cannot be read to its end is written back as far as it goes. */
async function annotatedSheets(
  file: NamedFile,
  { dataset }: LoadReport,
  problems: ReadonlyMap<string, readonly Problem[]>,
): Promise<{ readonly sheets: readonly WriteSheet[]; readonly isWhole: boolean }> {
  const sheets: WriteSheet[] = [];
  let isWhole = true;
  try {
    const opened = await openFile(file);
    try {
      for await (const sheet of opened.sheets()) {
        const annotated = await annotateSheet(sheet, dataset, problems);
        if (annotated === null) continue;
        sheets.push(annotated.sheet);
        isWhole &&= annotated.isWhole;
      }
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    isWhole = false;
  }
  return { sheets, isWhole };
}
