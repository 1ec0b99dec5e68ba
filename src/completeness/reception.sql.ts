import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../db/sql.js';

/**
 * Records what a batch has brought, from the rows that name it; called at the end of each batch, in its transaction.
 * `forgetReceptions` goes with undoing it.
 *
 * A convention, or an amendment to it, is of every year of the period of each commune, up to the latest end that it may have
 * by a dated amendment. A year too many does no harm: only what the rows show to be received is dated.
 */
export async function recordReceptions(em: SqlEntityManager, revision: number): Promise<void> {
  await rows(
    em,
    'recordReceptions',
    sql`
      insert into reception (dataset, unit_id, fiscal_year, nature, batch_revision)
      select brought.*, ${revision}::int
      from (
        select distinct 'SUBSIDIES', s.territory_id, s.fiscal_year, s.nature
        from subsidy s where s.batch_revision = ${revision} and s.set_aside is null
        union all
        select distinct 'INDICATORS', v.territory_id, v.year, ''
        from indicator_value v where v.batch_revision = ${revision}
        union all
        select distinct 'PROGRESS', n.convention_reference, extract(year from e.observed_on)::int, ''
        from progress_entry e join plan_node n on n.id = e.plan_node_id
        where e.batch_revision = ${revision} and e.observed_on is not null
        union all
        select distinct 'PLAN_NODES', n.convention_reference, 0, ''
        from plan_node n where n.batch_revision = ${revision}
        union all
        select distinct 'CONVENTIONS', m.territory_id, each_year.number, ''
        from (
          select reference from convention where batch_revision = ${revision}
          union select convention_reference from amendment where batch_revision = ${revision}
        ) touched
        join convention c on c.reference = touched.reference
        join perimeter_member m on m.convention_reference = c.reference
        cross join lateral (
          select max(a.ends_on) as ends_on from amendment a
          where a.convention_reference = c.reference and a.effective_on is not null
        ) amended
        cross join lateral generate_series(
          greatest(extract(year from greatest(c.starts_on, m.joined_on))::int, 2000),
          least(extract(year from least(greatest(c.ends_on, amended.ends_on), m.left_on - 1))::int, 2100)
        ) each_year(number)
      ) brought
      on conflict do nothing`,
  );
}

/** Forgets what a batch had brought; called when it is undone, in the same transaction. */
export async function forgetReceptions(em: SqlEntityManager, revision: number): Promise<void> {
  await rows(em, 'forgetReceptions', sql`delete from reception where batch_revision = ${revision}`);
}
