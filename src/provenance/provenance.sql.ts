import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { type Listed, slicesByParent, wholeHub } from '../db/slices.js';
import { rows } from '../db/sql.js';
import { emptySlice, type ListOrder, type Page } from '../graphql/page.js';
import type { BatchType } from './provenance.type.js';

/** Provenance columns of a loaded record, as `SourceColumns` names them; `alias` is the table's. */
export const sourceColumns = (alias: string): RawBuilder<unknown> => {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql`
    ${column('batch_revision')} as "batchRevision", ${column('source_line')} as "sourceLine",
    ${column('source_url')} as "sourceUrl", ${column('source_title')} as "sourceTitle",
    ${column('demonstration')} as "demonstration"`;
};

const batchColumns = sql`
  revision, dataset, author, file_name as "fileName", sha256, loaded_at as "loadedAt", rows_read as "rowsRead",
  added, changed, unchanged, rejected, demonstration, problems`;

/** Batches by revision. */
export async function batchesByRevision(em: SqlEntityManager, revisions: readonly number[]) {
  const found = await rows(
    em,
    'batchesByRevision',
    sql<BatchType>`select ${batchColumns} from batch where revision = any(${revisions})`,
  );
  return new Map(found.map((batch) => [batch.revision, batch]));
}

export const newestFirst: ListOrder = { list: 'batches', keys: [{ column: 'order', type: 'int' }] };

/** The newest batches first. */
export async function newestBatches(em: SqlEntityManager, page: Page) {
  const slices = await slicesByParent(
    em,
    'newestBatches',
    sql<
      BatchType & Listed
    >`select ${wholeHub}::text as "parent", -revision as "order", ${batchColumns} from batch`,
    newestFirst,
    page,
  );
  return slices.get(wholeHub) ?? emptySlice<BatchType>();
}

export interface HubFacts {
  readonly revision: number;
  readonly demonstration: boolean;
  readonly vintage: number;
}

/** What every passport says of the whole hub: one small query a request. */
export async function hubFacts(em: SqlEntityManager): Promise<HubFacts> {
  const [facts] = await rows(
    em,
    'hubFacts',
    sql<HubFacts>`
      select (select coalesce(max(revision), 0) from batch)                                as "revision",
             coalesce((select content = 'DEMONSTRATION' from hub_state), false)            as "demonstration",
             (select coalesce(max(year), 0) from vintage)                                  as "vintage"`,
  );
  return facts ?? { revision: 0, demonstration: false, vintage: 0 };
}
