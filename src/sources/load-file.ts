import type { Database } from '../db/open.js';
import type { DatasetName } from '../provenance/dataset-name.js';
import type { SourceStrategy } from './source.rules.js';

/** What a source asks of a load. */
export interface SourceLoad {
  readonly dataset: DatasetName | null;
  readonly file: { readonly name: string; readonly bytes: { readonly kind: 'path'; readonly path: string } };
  readonly author: string;
  readonly demonstration: boolean;
  readonly strategy: SourceStrategy;
  readonly acceptance: 'ALL_OR_NOTHING';
  readonly within: string;
  readonly sourceId: string;
}

/** What a source needs to know of a load. */
export interface LoadReport {
  readonly revision: number | null;
  readonly isAccepted: boolean;
  readonly rejected: number;
  readonly problems: readonly { readonly message: string }[];
}

export type Load = (database: Database, request: SourceLoad) => Promise<LoadReport>;
