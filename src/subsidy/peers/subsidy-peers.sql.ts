import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { conventionAreas } from '../../convention/convention-areas.sql.js';
import { eachByKey } from '../../db/many.js';
import { rows } from '../../db/sql.js';
import type { PeerArea, Standing } from '../../territory/peers/peers.rules.js';
import { bandOr, peerTerritories } from '../../territory/peers/peers.sql.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import type { ChildBand } from '../child-ages.rules.js';
import { denominators } from '../children/children.sql.js';
import { membershipOf, partsInYear } from '../convention-members.sql.js';
import { amountsOf, asked, type SubsidyQuestion } from '../subsidy.sql.js';
import { Alone } from './subsidy-peers.rules.js';

export interface PeersQuestion extends SubsidyQuestion {
  readonly among: PeerArea;
  readonly sameBand: boolean;
  /** The children that amounts are divided by; null for inhabitants. */
  readonly ages: ChildBand | null;
  /** Is it asked whose amounts are partial? */
  readonly tellsPartial: boolean;
}

export interface StandingRow extends Standing {
  readonly id: string;
  /** Null for a territory, and for a convention that is measured. */
  readonly alone: Alone | null;
  readonly cents: string | null;
  readonly denominator: number | null;
  readonly denominatorYear: number | null;
  /** Has one of its communes no amount of its own? Nobody of whom it is not asked. */
  readonly isPartial: boolean;
  /** How many of those that have a value are partial. */
  readonly withPartialValue: number;
}

/** Where territories, or conventions, stand among their peers: one statement for as many as ask. */
export async function standingsOf(em: SqlEntityManager, ids: readonly string[], question: PeersQuestion) {
  const { peers, money, partial } =
    question.scope === 'territory' ? territories(ids, question) : conventions(ids, question);
  const { ages, fiscalYear } = question;
  const children = ages === null ? sql`` : sql`, ${denominators(sql`${ages}::text`, fiscalYear)}`;
  const denominator =
    ages === null
      ? sql`select id, population as value, null::int as year from peer`
      : sql`select id, value, year from denominator`;
  // Put together by adding, not joined: the planner knows nothing of how many peers there are, and would compare all with all.
  const found = await rows(
    em,
    `subsidyPeers ${question.scope}`,
    sql<StandingRow>`
      with ${peers} ${children}, money as (${money}), partial as (${question.tellsPartial ? partial : nobody}),
      divided as materialized (
        select id, max(kind) as kind, max(band) as band, max(area) as area, max(cents) as cents,
               max(denominator)::float8 as denominator, max(year) as year,
               bool_or(is_partial) is true as is_partial, (max(cents) / 100.0 / nullif(max(denominator), 0))::float8 as value
        from (
          select id, kind, band, area, null::numeric as cents, null::numeric as denominator, null::int as year, null::boolean as is_partial
          from peer
          union all
          select id, null, null, null, cents, null, null, null from money
          union all
          select id, null, null, null, null, value, year, null from (${denominator}) d
          union all
          select id, null, null, null, null, null, null, true from partial
        ) known
        group by id
      ),
      cohort_stat as (
        select band, area, kind, count(value)::int as peers, (count(*) - count(value))::int as without,
               count(value) filter (where is_partial)::int as partial,
               percentile_cont(array[0.25, 0.5, 0.75]) within group (order by value) as quartiles
        from divided group by band, area, kind
      ),
      placed as (
        select *, rank() over (partition by band, area, kind order by value desc nulls last)::int as rank from divided
      ),
      mine as materialized (select * from placed where id = any(${ids}))
      select asked.id, asked.area, asked.band, asked.alone, d.cents::text as cents, d.denominator, d.year as "denominatorYear", d.value,
             coalesce(s.peers, 0) as peers, coalesce(s.without, 0) as "withoutValue",
             coalesce(s.partial, 0) as "withPartialValue", coalesce(d.is_partial, false) as "isPartial", s.quartiles,
             case when d.value is not null then d.rank end as rank
      from asked
      left join mine d on d.id = asked.id
      left join cohort_stat s on s.band = asked.band and s.area = asked.area and s.kind = asked.kind`,
  );
  return new Map(found.map((row) => [row.id, row]));
}

interface Peers {
  /** CTEs `asked` (with `alone`, why one is not measured), `peer` (columns `id`, `kind`, `band`, `area`, `population`) and `peer_part`. */
  readonly peers: RawBuilder<unknown>;
  /** Select of `id` and `cents`. */
  readonly money: RawBuilder<unknown>;
  /** Select of `id`: those of whose communes one has no amount of its own. */
  readonly partial: RawBuilder<unknown>;
}

const nobody = sql`select null::text as id where false`;

/** From the amounts themselves; of a commune there is nothing to look for, as its amount is its own. */
const partialByAmounts = (question: SubsidyQuestion): RawBuilder<unknown> => sql`
  select distinct part.whole_id as id from peer_part part
  where part.part_kind = ${TerritoryKind.COMMUNE} and part.part_id <> part.whole_id and not exists (
    select from subsidy s
    where s.territory_id = part.part_id and s.fiscal_year = ${question.fiscalYear} and s.nature = ${question.nature}
      and s.set_aside is null and ${asked(question)}
  )`;

function territories(ids: readonly string[], { among, sameBand, ...question }: PeersQuestion): Peers {
  const { fiscalYear, nature, sectors, fundingLines, sections } = question;
  const isWhole = sectors === null && fundingLines === null && sections === null;
  const inPeers = (column: string) => sql`${sql.ref(column)} in (select id from peer)`;
  return {
    peers: sql`
      ${peerTerritories(ids, { among, sameBand })},
      peer_part as (
        select part.whole_id, part.part_id, part.part_kind
        from territory_part part join peer on peer.id = part.whole_id
        where part.part_kind = ${TerritoryKind.COMMUNE} or part.part_id = part.whole_id
      )`,
    money: isWhole
      ? sql`select y.territory_id as id, y.amount_cents as cents from subsidy_year y
            where ${inPeers('y.territory_id')} and y.fiscal_year = ${fiscalYear} and y.nature = ${nature}`
      : sql`
        select s.territory_id as id, sum(s.amount_cents) as cents from subsidy_sum s
        where ${inPeers('s.territory_id')} and s.fiscal_year = ${fiscalYear} and s.nature = ${nature} and ${asked(question)}
        group by s.territory_id
        union all
        select s.territory_id, sum(s.amount_cents)
        from subsidy s join peer on peer.id = s.territory_id and peer.kind = ${TerritoryKind.COMMUNE}
        where s.fiscal_year = ${fiscalYear} and s.nature = ${nature} and s.set_aside is null and ${asked(question)}
        group by s.territory_id`,
    partial: isWhole
      ? sql`select y.territory_id as id from subsidy_year y join territory t on t.id = y.territory_id
            where ${inPeers('y.territory_id')} and y.fiscal_year = ${fiscalYear} and y.nature = ${nature}
              and y.communes < t.commune_count`
      : partialByAmounts(question),
  };
}

function conventions(ids: readonly string[], { among, sameBand, ...question }: PeersQuestion): Peers {
  const { fiscalYear, nature } = question;
  const located = conventionAreas(among);
  const candidates = sql`array(
    select l.reference from (${located}) l
    where l.area in (select mine.area from (${located}) mine where mine.reference = any(${ids})))`;
  return {
    peers: sql`
      ${membershipOf(candidates, [fiscalYear])},
      measured as (
        select m.convention as id, sum(t.population) filter (where m.part_kind = ${TerritoryKind.COMMUNE})::int as population
        from membership m
        ${eachByKey(sql`select t.population from territory t where t.id = m.territory_id`, 't')}
        group by m.convention
      ),
      peer as materialized (
        select measured.*, 'CONVENTION' as kind, l.area, ${bandOr(sameBand, sql`measured.population`)} as band
        from measured join (${located}) l on l.reference = measured.id
      ),
      asked as (
        select l.reference as id, 'CONVENTION' as kind, l.area, peer.band,
               case when peer.id is not null then null
                    when exists (select from (${partsInYear(ids, fiscalYear)}) part where part.whole_id = l.reference) then ${Alone.PERIOD}::text
                    else ${Alone.PERIMETER}::text end as alone
        from (${located}) l left join peer on peer.id = l.reference where l.reference = any(${ids})
      ),
      peer_part as (select convention as whole_id, territory_id as part_id, part_kind from membership)`,
    money: sql`
      select m.convention as id, sum(s.amount_cents) as cents
      from membership m
      ${amountsOf(sql`m.territory_id`, { fiscalYear, nature })}
      where ${asked(question)}
      group by m.convention`,
    partial: partialByAmounts(question),
  };
}
