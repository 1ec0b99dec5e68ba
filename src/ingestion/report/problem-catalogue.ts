import type { Entry } from './catalogue-entry.js';
import { cellCatalogue } from './cell-catalogue.js';
import { fileCatalogue } from './file-catalogue.js';

export type { Severity } from './catalogue-entry.js';

/**
 * Everything that a load can say: a stable code, and a French message for the person who keeps the file, who is not a
 * data person: what is wrong, and what to do. The nearest right value, when there is one, is added by `problemOf`.
 */
const catalogue = { ...fileCatalogue, ...cellCatalogue };

export type ProblemCode = keyof typeof catalogue;

export const problemCatalogue: Readonly<Record<ProblemCode, Entry>> = catalogue;
