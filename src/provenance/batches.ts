import { batched } from '../graphql/batched.js';
import type { Context } from '../graphql/context.js';
import { batchesByRevision } from './batch.sql.js';
import type { BatchType } from './batch.type.js';

const batches = batched(
  ({ em }: Context, revisions: readonly number[]) => batchesByRevision(em, revisions),
  (): BatchType | null => null,
);

/** A batch, read once per request for all that name it; null when there is none. */
export const findBatch = (context: Context, revision: number): Promise<BatchType | null> =>
  batches(context, revision, {});

/** The batch that a record names. */
export async function batchOf(context: Context, revision: number): Promise<BatchType> {
  const batch = await findBatch(context, revision);
  if (batch === null) throw new Error(`A record names batch ${revision}, which does not exist`);
  return batch;
}
