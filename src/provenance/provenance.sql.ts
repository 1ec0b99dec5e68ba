import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { rows } from '../db/sql.js';

/** Provenance columns of a loaded record, as `SourceColumns` names them; `alias` is the table's. */
export const sourceColumns = (alias: string): RawBuilder<unknown> => {
  const column = (name: string) => sql.ref(`${alias}.${name}`);
  return sql`
    ${column('batch_revision')} as "batchRevision", ${column('source_sheet')} as "sourceSheet",
    ${column('source_line')} as "sourceLine",
    ${column('source_url')} as "sourceUrl", ${column('source_title')} as "sourceTitle",
    ${column('demonstration')} as "demonstration"`;
};

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
