import type { NamedFile } from '../files/sheet.js';
import type { BatchOwner } from '../provenance/batch-owner.rules.js';
import type { Dataset } from './dataset.js';

/** What a load does with what the base holds already. */
export type LoadStrategy = 'ADD_AND_UPDATE' | 'REPLACE_YEAR';

/** Whether wrong rows keep the others out. */
export type Acceptance = 'ALL_OR_NOTHING' | 'VALID_ROWS';

/** Where a long load is. `fraction` is of the phase, from 0 to 1. */
export interface LoadProgress {
  readonly phase: 'READING' | 'WAITING' | 'LANDING' | 'COMPARING';
  readonly rowsRead: number;
  readonly fraction: number;
}

/** A file to load, and who loads it how. */
export interface LoadRequest {
  /** Null: the data set is recognised by the file's headers. */
  readonly dataset: Dataset | null;
  readonly file: NamedFile;
  readonly author: string;
  readonly onBehalfOf?: string | null;
  /** Whose the load is; null for whoever may undo all loads. */
  readonly owner?: BatchOwner | null;
  readonly demonstration: boolean;
  readonly strategy?: LoadStrategy;
  readonly acceptance?: Acceptance;
  /** Rehearses the load: everything is done, then undone before anyone sees it. */
  readonly dryRun?: boolean;
  /** Id of the territory outside of which rows are refused. */
  readonly within?: string | null;
  readonly sourceId?: string | null;
  /** The file is all that its source has: what the source brought before and no longer has is removed. */
  readonly isMirror?: boolean;
  /** An error that it throws stops the load, of which nothing is kept. */
  readonly onProgress?: (progress: LoadProgress) => void;
}
