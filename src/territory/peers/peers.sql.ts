import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { rows } from '../../db/sql.js';
import { bandOfPopulation } from '../population-band.sql.js';
import { country, TerritoryKind } from '../territory.rules.js';
import { bandedKinds, PeerArea, type Standing } from './peers.rules.js';

/** Who the peers of a territory are. */
export interface PeersAsked {
  readonly among: PeerArea;
  readonly sameBand: boolean;
}

/** Where a territory stands by a share. */
export interface ShareStanding extends Standing {
  readonly id: string;
  readonly numerator: number | null;
  readonly denominator: number | null;
  /** A word of the measure for why it has no value; null when it has one, or `shares` say nothing of it. */
  readonly cause: string | null;
  /** A word for why it is compared with nobody, where its area and its population are not the cause. */
  readonly alone: string | null;
}

export const bandOr = (sameBand: boolean, population: RawBuilder<unknown>): RawBuilder<unknown> =>
  sameBand ? bandOfPopulation(population) : sql`''`;

/** Common table expressions `asked` (with `alone`), `cohort` and `peer` (columns `id`, `kind`, `population`, `area`, `band`) of territories. */
export function peerTerritories(
  ids: readonly string[],
  { among, sameBand }: PeersAsked,
): RawBuilder<unknown> {
  const isBanded = sql`t.kind = any(${[...bandedKinds]})`;
  const band = sql`case when ${isBanded} then ${bandOr(sameBand, sql`t.population`)} else '' end`;
  const area = {
    [PeerArea.DEPARTMENT]: sql`t.department_id`,
    [PeerArea.REGION]: sql`t.region_id`,
    [PeerArea.COUNTRY]: sql`case when t.kind <> ${TerritoryKind.COUNTRY} then ${country.id} end`,
  }[among];
  const placed = sql`select t.id, t.kind, t.population, ${area} as area, ${band} as band from territory t`;
  return sql`
    asked as (select id, kind, area, case when area is not null then band end as band, null::text as alone from (${placed}) t
              where id = any(${ids})),
    cohort as (select distinct kind, area, band from asked where band is not null),
    peer as materialized (
      select t.* from cohort c join (${placed}) t on t.kind = c.kind and t.area = c.area and t.band = c.band
    )`;
}

/**
 * Where some stand among their peers by a share: one statement for as many as ask.
 * @param peers common table expressions `asked` and `peer`: `peerTerritories`, or the like of them
 * @param shares a select from `peer` of `id`, `numerator`, `denominator`, `cause`; one without a denominator has no value
 */
export async function shareStandings(
  em: SqlEntityManager,
  name: string,
  ids: readonly string[],
  peers: RawBuilder<unknown>,
  shares: RawBuilder<unknown>,
): Promise<Map<string, ShareStanding>> {
  // Put together by adding, not joined: the planner knows nothing of how many peers there are, and would compare all with all.
  const found = await rows(
    em,
    name,
    sql<ShareStanding>`
      with ${peers},
      divided as materialized (
        select id, max(kind) as kind, max(band) as band, max(area) as area, max(numerator) as numerator,
               max(denominator) as denominator, max(cause) as cause, (max(numerator)::float8 / nullif(max(denominator), 0))::float8 as value
        from (
          select id, kind, band, area, null::int as numerator, null::int as denominator, null::text as cause from peer
          union all
          select id, null, null, null, numerator::int, denominator::int, cause from (${shares}) share
        ) known
        group by id
      ),
      cohort_stat as (
        select band, area, kind, count(value)::int as peers, (count(*) - count(value))::int as without,
               percentile_cont(array[0.25, 0.5, 0.75]) within group (order by value) as quartiles
        from divided group by band, area, kind
      ),
      placed as (
        select *, rank() over (partition by band, area, kind order by value desc nulls last)::int as rank from divided
      ),
      mine as materialized (select * from placed where id = any(${ids}))
      select asked.id, asked.area, asked.band, asked.alone, d.numerator, d.denominator, d.cause, d.value, coalesce(s.peers, 0) as peers,
             coalesce(s.without, 0) as "withoutValue", s.quartiles, case when d.value is not null then d.rank end as rank
      from asked
      left join mine d on d.id = asked.id
      left join cohort_stat s on s.band = asked.band and s.area = asked.area and s.kind = asked.kind`,
  );
  return new Map(found.map((row) => [row.id, row]));
}
