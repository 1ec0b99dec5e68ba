import type { Dataset } from '../ingestion/dataset.js';

/** A file that the hub brings with it, loaded like anybody's. */
export interface ShippedFile {
  readonly dataset: Dataset;
  readonly fileName: string;
  readonly content: string;
}
