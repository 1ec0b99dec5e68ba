import type { FranceData } from '../../ingestion/france.js';
import type { ShippedFile } from '../shipped-file.js';

/** Placeholder until the generator lands. */
export function demonstrationFiles(_france: FranceData): ShippedFile[] {
  return [];
}
