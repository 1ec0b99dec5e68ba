import type { Sheet, SheetRow } from '../files/sheet.js';
import { guideSheet, listSheet, otherReportSheet, reportSheet } from '../ingestion/reading/own-sheets.js';

/** How the first cell of the hub's own sheets opens or ends. */
export const guideTitle = (title: string): string => `${title} : mode d’emploi`;
export const reportTitle = (fileName: string): string => `Rapport : ${fileName}`;

export type OwnSheet = 'GUIDE' | 'LISTS' | 'REPORT';

/** Which of the sheets that the hub adds this is; null for one of the author's, though it may bear the same name. */
export function ownSheetOf({ name, isHidden }: Sheet, rows: readonly SheetRow[]): OwnSheet | null {
  const title = rows[0]?.cells[0] ?? '';
  switch (name) {
    case guideSheet:
      return title.endsWith(guideTitle('')) ? 'GUIDE' : null;
    case listSheet:
      return isHidden ? 'LISTS' : null;
    case reportSheet:
    case otherReportSheet:
      return title.startsWith(reportTitle('').trim()) ? 'REPORT' : null;
    default:
      return null;
  }
}
