import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../db/sql.js';
import { TerritoryKind } from '../territory/territory.rules.js';
import { expectations, UnitStanding } from './completeness.rules.js';
import { type DatedQuestion, timedUnits } from './completeness.sql.js';

/** What the counts of a completeness rest on: the first loads that brought what is received, and whom it stands for. */
export interface CompletenessBasis {
  readonly id: string;
  readonly population: number;
  readonly reportedPopulation: number;
  readonly oldestInputAt: string | null;
  readonly freshestInputAt: string | null;
  readonly demonstration: boolean | null;
}

/** Bases of several territories, or conventions, in one statement. Of conventions, their communes in the year are those heard of. */
export async function completenessBasesOf(
  em: SqlEntityManager,
  ids: readonly string[],
  question: DatedQuestion,
) {
  const { dataset, fiscalYear, scope } = question;
  const communes =
    expectations[dataset].unit === 'COMMUNE'
      ? sql`select u.unit_id as id`
      : sql`
          select m.territory_id as id from perimeter_member m
          where m.convention_reference = u.unit_id
            and (m.joined_on is null or m.joined_on <= make_date(${fiscalYear}, 12, 31))
            and (m.left_on is null or m.left_on > make_date(${fiscalYear}, 1, 1))`;
  const found = await rows(
    em,
    `completenessBasesOf ${dataset} ${scope}`,
    sql<CompletenessBasis>`
      with ${timedUnits(question, ids)},
      got as materialized (select * from timed where standing = ${UnitStanding.RECEIVED}),
      brought as (
        select u.whole_id, min(b.loaded_at) as oldest, max(b.loaded_at) as freshest, bool_or(b.demonstration) as demonstration
        from got u join batch b on b.revision = u.batch_revision
        group by u.whole_id
      ),
      inside as materialized (
        select part.whole_id, t.id, t.population from part join territory t on t.id = part.part_id
        where part.part_kind = ${TerritoryKind.COMMUNE}
      ),
      heard as (
        select whole_id, sum(population)::int as population
        from (
          select distinct u.whole_id, i.id, i.population
          from got u cross join lateral (${communes}) own join inside i on i.whole_id = u.whole_id and i.id = own.id
        ) once
        group by whole_id
      ),
      people as (select whole_id, sum(population)::int as population from inside group by whole_id)
      select asked.id, coalesce(p.population, 0) as "population", coalesce(h.population, 0) as "reportedPopulation",
             b.oldest as "oldestInputAt", b.freshest as "freshestInputAt", b.demonstration
      from unnest(${ids}::text[]) asked(id)
      left join people p on p.whole_id = asked.id
      left join heard h on h.whole_id = asked.id
      left join brought b on b.whole_id = asked.id`,
  );
  return new Map(found.map((row) => [row.id, row]));
}
