/** Sheets and a column that the hub adds to the workbooks that it makes, and passes over when they come back. */
export const guideSheet = 'Mode d’emploi';
export const listSheet = 'Listes';
export const reportSheet = 'Rapport';
export const remarkHeader = 'Remarques du hub';

export const ownSheets: ReadonlySet<string> = new Set([guideSheet, listSheet, reportSheet]);
