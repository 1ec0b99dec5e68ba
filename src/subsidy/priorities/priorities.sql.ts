import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { Theme } from '../../convention/convention.rules.js';
import { eachByKey, readFirst } from '../../db/many.js';
import { rows } from '../../db/sql.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { membershipOf } from '../convention-members.sql.js';
import type { Sector } from '../subsidy.rules.js';
import { amountsOf, perhapsInTotal, type SubsidyQuestion } from '../subsidy.sql.js';
import type { SubsidyBasis } from '../subsidy-totals.sql.js';

export type PrioritiesQuestion = Pick<SubsidyQuestion, 'scope' | 'fiscalYear' | 'nature'>;

export interface PrioritiesRow extends Omit<SubsidyBasis, 'epcis' | 'epcisReported' | 'availableYears'> {
  readonly conventions: number;
  readonly conventionsWithout: number;
  readonly priorities: number;
  readonly prioritiesWithout: number;
  /** Of territories that are under no convention whose priorities are known; null where nothing is reported. */
  readonly centsWithout: string | null;
  readonly themes: readonly { readonly theme: Theme; readonly priorities: number }[];
  readonly sectors: readonly { readonly sector: Sector; readonly cents: string; readonly lines: number }[];
}

/**
 * What conventions retain, and what their communes and EPCI draw: of the conventions whose period has the year, in a territory
 * or one by one. An amount under several conventions is counted once.
 */
export async function prioritiesOf(
  em: SqlEntityManager,
  ids: readonly string[],
  question: PrioritiesQuestion,
) {
  const { scope, fiscalYear, nature } = question;
  const isTerritory = scope === 'territory';
  const references = isTerritory
    ? sql`array(
        select distinct m.convention_reference from perimeter_member m
        join territory_part part on part.part_id = m.territory_id where part.whole_id = any(${ids}))`
    : sql`${ids}`;
  const scoped = isTerritory
    ? sql`select part.whole_id as id, m.convention, m.territory_id, m.part_kind
          from membership m join territory_part part on part.part_id = m.territory_id where part.whole_id = any(${ids})`
    : sql`select m.convention as id, m.convention, m.territory_id, m.part_kind from membership m`;
  const isCommune = sql`p.part_kind = ${TerritoryKind.COMMUNE}`;
  const found = await rows(
    em,
    `prioritiesOf ${scope}`,
    sql<PrioritiesRow>`
      with ${membershipOf(references, [fiscalYear])},
      scoped as materialized (${scoped}),
      retained as materialized (
        select r.id, r.convention, exists (
                 select from plan_node n where n.convention_reference = r.convention and n.kind = 'PRIORITY') as is_told
        from (select distinct id, convention from scoped) r
      ),
      -- The money of those whose priorities nobody knows is told apart: beside the priorities of others it would look spent against them.
      compared as (
        select r.id, r.convention from retained r
        where r.is_told or not exists (select from retained told where told.id = r.id and told.is_told)
      ),
      place as materialized (
        select distinct s.id, s.territory_id, s.part_kind from scoped s join compared using (id, convention)
      ),
      apart as (select id, territory_id from scoped except select id, territory_id from place),
      priority as (
        select r.id, r.convention, n.id as node, n.themes
        from retained r
        ${eachByKey(sql`select * from plan_node n where n.convention_reference = r.convention and n.kind = 'PRIORITY'`, 'n')}
      ),
      themed as (
        select id, theme, count(*)::int as priorities from priority cross join unnest(themes) theme group by id, theme
      ),
      planned as (
        select id, count(*)::int as conventions, (count(*) filter (where not is_told))::int as without from retained group by id
      ),
      counted as (
        select id, count(*)::int as priorities, (count(*) filter (where cardinality(themes) = 0))::int as without
        from priority group by id
      ),
      amount as (
        select s.id, s.territory_id, s.sector, sum(s.amount_cents) as cents, count(*)::int as lines,
               min(b.loaded_at) as oldest, max(b.loaded_at) as freshest, bool_or(s.demonstration) as demonstration
        -- Beside the amounts of each place by itself, all batches would be read again.
        from ${readFirst(
          sql`select p.id, p.territory_id, s.sector, s.amount_cents, s.batch_revision, s.demonstration
              from place p ${amountsOf(sql`p.territory_id`, { fiscalYear, nature })}`,
          's',
        )} join batch b on b.revision = s.batch_revision
        group by s.id, s.territory_id, s.sector
      ),
      sector as (
        select id, sector, sum(cents)::text as cents, sum(lines)::int as lines from amount group by id, sector
      ),
      basis as (
        select p.id, (count(*) filter (where ${isCommune}))::int as communes,
               (count(*) filter (where ${isCommune} and own.territory_id is not null))::int as reported,
               coalesce(sum(t.population) filter (where ${isCommune}), 0)::int as population,
               coalesce(sum(t.population) filter (where ${isCommune} and own.territory_id is not null), 0)::int as known,
               min(own.oldest) as oldest, max(own.freshest) as freshest, bool_or(own.demonstration) as demonstration
        from place p ${eachByKey(sql`select t.population from territory t where t.id = p.territory_id`, 't')}
        left join (
          select id, territory_id, min(oldest) as oldest, max(freshest) as freshest, bool_or(demonstration) as demonstration
          from amount group by id, territory_id
        ) own on own.id = p.id and own.territory_id = p.territory_id
        group by p.id
      )
      select asked.id, coalesce(planned.conventions, 0) as conventions, coalesce(planned.without, 0) as "conventionsWithout",
             coalesce(counted.priorities, 0) as priorities, coalesce(counted.without, 0) as "prioritiesWithout",
             coalesce((select json_agg(json_build_object('theme', theme, 'priorities', themed.priorities))
                       from themed where themed.id = asked.id), '[]') as themes,
             coalesce((select json_agg(json_build_object('sector', sector, 'cents', cents, 'lines', lines))
                       from sector where sector.id = asked.id), '[]') as sectors,
             (select sum(s.amount_cents)::text from apart p ${amountsOf(sql`p.territory_id`, { fiscalYear, nature })}
              where p.id = asked.id) as "centsWithout",
             coalesce(b.communes, 0) as communes, coalesce(b.reported, 0) as reported,
             coalesce(b.population, 0) as population, coalesce(b.known, 0) as "reportedPopulation",
             b.oldest as "oldestInputAt", b.freshest as "freshestInputAt", b.demonstration,
             exists (select from place p join subsidy s on s.territory_id = p.territory_id
                     where p.id = asked.id and ${perhapsInTotal({ fiscalYear, nature })}) as "hasGaps"
      from unnest(${ids}::text[]) asked(id)
      left join planned on planned.id = asked.id
      left join counted on counted.id = asked.id
      left join basis b on b.id = asked.id`,
  );
  return new Map(found.map((row) => [row.id, row]));
}
