import type { Dataset } from '../../src/ingestion/dataset.js';
import type { LoadRequest } from '../../src/ingestion/load-request.js';

/** A file as somebody might send it; beside it stands the exact report that it must give. */
export interface Sample {
  /** Name within its theme's folder. */
  readonly file: string;
  /** What it shows, for the list in README.md. */
  readonly shows: string;
  /** Null: the data set is recognised by the file's headers. */
  readonly dataset: Dataset | null;
  readonly options?: Pick<LoadRequest, 'acceptance' | 'strategy' | 'within'>;
  /** The bytes of a file that no text editor writes; absent where the file itself is its own description. */
  readonly make?: () => Uint8Array;
}

export interface Theme {
  /** Folder of its files. */
  readonly name: string;
  readonly about: string;
  readonly samples: readonly Sample[];
}
