import type { WriteSheet } from 'hucre/xlsx';
import { FileError } from '../files/file-error.js';
import { openFile } from '../files/open.js';
import type { NamedFile, SheetRow } from '../files/sheet.js';
import type { LoadReport } from '../ingestion/load.js';
import { otherReportSheet, reportSheet } from '../ingestion/reading/own-sheets.js';
import type { Problem } from '../ingestion/report/problem.js';
import { holdsPersonalData } from '../ingestion/report/told-report.js';
import { type AnnotatedSheet, annotateSheet, rowKey } from './annotated-sheet.js';
import { firstRows, wholeRoom } from './first-rows.js';
import { ownSheetOf } from './own-sheet.js';
import { type Extent, reportSheetOf } from './report-sheet.js';
import { toFillInAgain } from './to-fill-in-again.js';
import { writeApart } from './write-apart.js';

/**
 * The file with what the hub has to say of it, to send back: each cell at fault is coloured and commented, each row's
 * remarks stand in a last column, and a first sheet sums up. Corrected, it loads as it is, unless it is too large to be
 * written back whole: of the rows beyond, the report alone speaks.
 */
export async function annotatedWorkbook(file: NamedFile, report: LoadReport): Promise<Uint8Array> {
  const { sheets, extent }: Annotated = isPersonal(report)
    ? { sheets: [], extent: 'PART' }
    : await annotatedSheets(file, report);
  const name = sheets.some((sheet) => sheet.name === reportSheet) ? otherReportSheet : reportSheet;
  return writeApart([reportSheetOf(report, name, extent), ...sheets]);
}

/** Of a file that holds what the hub takes nothing of, only the report is sent: not one more copy of it. */
const isPersonal = ({ groups }: LoadReport): boolean =>
  holdsPersonalData(groups.map(({ example }) => ({ problem: example })));

interface Annotated {
  readonly sheets: readonly WriteSheet[];
  readonly extent: Extent;
}

/** A file that cannot be read to its end is written back as far as it goes. */
async function annotatedSheets(file: NamedFile, { dataset, problems }: LoadReport): Promise<Annotated> {
  const annotated: AnnotatedSheet[] = [];
  const byRow = problemsByRow(problems);
  let lists: readonly SheetRow[] | null = null;
  let extent: Extent = 'WHOLE';
  let room = wholeRoom;
  let written = 0;
  try {
    const opened = await openFile(file);
    try {
      const annotation = { dataset, problems: byRow, hasNotes: opened.format === 'XLSX' };
      for await (const sheet of opened.sheets()) {
        const { read, isAll, left } = await firstRows(sheet, room);
        const own = ownSheetOf(sheet, read);
        if (own === 'LISTS') lists = read;
        if (own !== null) continue;
        room = left;
        written += read.length;
        if (!isAll || extent !== 'WHOLE') extent = { firstRows: written };
        if (isAll || read.length > 0) annotated.push(annotateSheet(sheet, read, annotation));
      }
    } finally {
      await opened.close();
    }
  } catch (error) {
    if (!(error instanceof FileError)) throw error;
    extent = 'PART';
  }
  const sheets = annotated.map(({ sheet }) => sheet);
  // A template comes back as one: with its drop-downs and its guide.
  return { extent, sheets: dataset && lists ? toFillInAgain(dataset, annotated, lists) : sheets };
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
