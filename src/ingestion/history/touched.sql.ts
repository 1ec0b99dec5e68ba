import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import type { ExpectedDataset } from '../../completeness/completeness.rules.js';
import { rows } from '../../db/sql.js';
import type { SubsidyNature } from '../../subsidy/subsidy.rules.js';
import { TerritoryKind } from '../../territory/territory.rules.js';

/** What a batch brings something of, or takes something from: a data set's year; of one nature, for amounts. */
export interface Brought {
  readonly dataset: ExpectedDataset;
  readonly fiscalYear: number;
  /** Empty for what has none. */
  readonly nature: SubsidyNature | '';
}

/** Select of what a batch wrote in a table, as it was and as it is: one column `record`. */
const written = (table: string, revision: number): RawBuilder<unknown> => sql`
  select before as record from batch_change where batch_revision = ${revision} and table_name = ${table}
  union all
  select to_jsonb(t) from ${sql.table(table)} t where t.batch_revision = ${revision}`;

/** Conventions of which the batch, the last one, wrote anything. */
const conventionsWritten = (revision: number): RawBuilder<unknown> => {
  const children = [
    'signatory',
    'convention_theme',
    'convention_territory',
    'perimeter_member',
    'amendment',
    'plan_node',
  ].map(
    (table) =>
      sql`select record ->> 'convention_reference' from (${written(table, revision)}) ${sql.ref(table)}`,
  );
  return sql`
    select record ->> 'reference' as reference from (${written('convention', revision)}) convention
    union ${sql.join(children, sql` union `)}
    union
    select n.convention_reference from (${written('progress_entry', revision)}) entry
    join plan_node n on n.id = entry.record ->> 'plan_node_id'`;
};

/** Départements of which the last batch moves a figure, by name: those of its conventions, its subsidies and its indicators. */
export async function departmentsTouched(em: SqlEntityManager, revision: number): Promise<string[]> {
  const found = await rows(
    em,
    'departmentsTouched',
    sql<{ id: string }>`
      with touched as (
        select territory_id from convention_territory
        where convention_reference in (select reference from (${conventionsWritten(revision)}) c)
        union
        select territory_id from perimeter_member
        where convention_reference in (select reference from (${conventionsWritten(revision)}) c)
        union
        select record ->> 'territory_id' from (${written('convention_territory', revision)}) named
        union
        select record ->> 'territory_id' from (${written('perimeter_member', revision)}) member
        union
        select record ->> 'territory_id' from (${written('subsidy', revision)}) amount
        union
        select record ->> 'territory_id' from (${written('indicator_value', revision)}) indicator
      )
      select department.id from territory department
      where department.kind = ${TerritoryKind.DEPARTMENT}
        and (department.id in (select territory_id from touched)
             or department.id in (select part.whole_id from territory_part part
                                  where part.part_id in (select territory_id from touched)))
      order by department.search_name, department.id`,
  );
  return found.map(({ id }) => id);
}

/** What the batch brings, by data set and year. Conventions and plans are of many years: `year` stands for them. */
export function broughtBy(em: SqlEntityManager, revision: number, year: number): Promise<Brought[]> {
  const any = (table: string) => sql`exists (${written(table, revision)})`;
  return rows(
    em,
    'broughtBy',
    sql<Brought>`
      select distinct 'SUBSIDIES' as "dataset", (record ->> 'fiscal_year')::int as "fiscalYear",
             record ->> 'nature' as "nature"
      from (${written('subsidy', revision)}) amount
      where record ->> 'set_aside' is null
      union
      select 'INDICATORS', (record ->> 'year')::int, '' from (${written('indicator_value', revision)}) indicator
      union
      select 'PROGRESS', left(record ->> 'observed_on', 4)::int, '' from (${written('progress_entry', revision)}) entry
      where record ->> 'observed_on' is not null
      union
      select 'PLAN_NODES', ${year}::int, '' where ${any('plan_node')}
      union
      select 'CONVENTIONS', ${year}::int, ''
      where ${any('convention')} or ${any('perimeter_member')} or ${any('amendment')}
      order by 1, 2, 3`,
  );
}

/** Did the batch write anything of a convention? */
export async function touchesConventions(em: SqlEntityManager, revision: number): Promise<boolean> {
  const [found] = await rows(
    em,
    'touchesConventions',
    sql<{ found: boolean }>`select exists (${conventionsWritten(revision)}) as found`,
  );
  return found?.found ?? false;
}
