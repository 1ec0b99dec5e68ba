import { batched } from '../graphql/batched.js';
import type { Context } from '../graphql/context.js';
import { batchesByRevision } from './provenance.sql.js';
import type { BatchType, Source } from './provenance.type.js';

/** Provenance columns as every query selects them. */
export interface SourceColumns {
  readonly batchRevision: number;
  readonly sourceLine: number | null;
  readonly sourceUrl: string | null;
  readonly sourceTitle: string | null;
  readonly demonstration: boolean;
}

const batches = batched(
  ({ em }: Context, revisions: readonly number[]) => batchesByRevision(em, revisions),
  (revision): BatchType => {
    throw new Error(`A record names batch ${revision}, which does not exist`);
  },
);

/** A batch by revision, read once per request for all who ask. */
export const batchByRevision = (context: Context, revision: number) => batches(context, revision, {});

/** Where a record comes from; its batch is read once per request for all records. */
export async function sourceOf(context: Context, columns: SourceColumns): Promise<Source> {
  const batch = await batchByRevision(context, columns.batchRevision);
  return { title: columns.sourceTitle, url: columns.sourceUrl, line: columns.sourceLine, batch };
}
