/** Sheets and a column that the hub adds to the workbooks that it makes, and passes over when they come back. */
export const guideSheet = 'Mode d’emploi';
export const listSheet = 'Listes';
export const reportSheet = 'Rapport';
/** Where the author's own workbook has a sheet of that name. */
export const otherReportSheet = 'Rapport du hub';
export const remarkHeader = 'Remarques du hub';

/** Their names are words that an author may use too: a sheet is passed over only if it has no header of a data set. */
export const ownSheets: ReadonlySet<string> = new Set([guideSheet, listSheet, reportSheet, otherReportSheet]);
