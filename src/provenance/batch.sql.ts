import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { type Listed, slicesByParent, wholeHub } from '../db/slices.js';
import { rows } from '../db/sql.js';
import { emptySlice, type ListOrder, type Page, type Slice } from '../graphql/page.js';
import type { BatchType, LoadProblem } from './batch.type.js';

const batches = sql`
  select b.revision, b.kind, b.dataset, b.strategy, b.acceptance, b.author, b.on_behalf_of as "onBehalfOf", b.rights, b.file_name as "fileName", b.sha256,
         b.file_size::float8 as "fileSize", b.source_id as "sourceId", b.loaded_at as "loadedAt",
         b.rows_read as "rowsRead", b.added, b.changed, b.removed, b.unchanged, b.rejected, b.demonstration, b.problems,
         b.undone_by as "undoneByRevision", undone.revision as "undoesRevision",
         -- What a batch of before the journal replaced is not known.
         b.kind = 'LOAD' and b.undone_by is null and b.file_size is not null as "isStanding"
  from batch b left join batch undone on undone.undone_by = b.revision`;

/** Batches by revision. */
export async function batchesByRevision(em: SqlEntityManager, revisions: readonly number[]) {
  const found = await rows(
    em,
    'batchesByRevision',
    sql<BatchType>`select * from (${batches}) batch where revision = any(${revisions})`,
  );
  return new Map(found.map((batch) => [batch.revision, complete(batch)]));
}

export const newestFirst: ListOrder = { list: 'batches', keys: [{ column: 'order', type: 'int' }] };

/** Restricts the list of batches; null is no restriction. */
export interface BatchFilter {
  /** As batches write it. */
  readonly dataset: string | null;
  /** In any case. */
  readonly author: string | null;
}

/** The newest batches first. */
export async function newestBatches(
  em: SqlEntityManager,
  { dataset, author }: BatchFilter,
  page: Page,
): Promise<Slice<BatchType>> {
  const slices = await slicesByParent(
    em,
    'newestBatches',
    sql<BatchType & Listed>`
      select ${wholeHub}::text as "parent", -revision as "order", batch.*
      from (${batches}) batch
      where (${dataset}::text is null or dataset = ${dataset})
        and (${author}::text is null or lower(author) = lower(${author}))`,
    newestFirst,
    page,
  );
  const slice = slices.get(wholeHub) ?? emptySlice<BatchType>();
  return { ...slice, items: slice.items.map(complete) };
}

/** Remarks of the first loads said less. */
const complete = (batch: BatchType): BatchType => ({
  ...batch,
  problems: batch.problems.map(
    (problem): LoadProblem => ({
      ...problem,
      sheet: problem.sheet ?? null,
      letter: problem.letter ?? null,
      severity: problem.severity ?? (problem.rejects ? 'ERROR' : 'WARNING'),
      value: problem.value ?? '',
      suggestion: problem.suggestion ?? null,
    }),
  ),
});
