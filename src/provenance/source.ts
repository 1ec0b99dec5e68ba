import type { Context } from '../graphql/context.js';
import { batchOf } from './batches.js';
import type { Source } from './provenance.type.js';

/** Provenance columns as every query selects them. */
export interface SourceColumns {
  readonly batchRevision: number;
  readonly sourceSheet: string | null;
  readonly sourceLine: number | null;
  readonly sourceUrl: string | null;
  readonly sourceTitle: string | null;
  readonly demonstration: boolean;
}

/** Where a record comes from; its batch is read once per request for all records. */
export async function sourceOf(context: Context, columns: SourceColumns): Promise<Source> {
  const { sourceTitle: title, sourceUrl: url, sourceSheet: sheet, sourceLine: line } = columns;
  return { title, url, sheet, line, batch: await batchOf(context, columns.batchRevision) };
}
