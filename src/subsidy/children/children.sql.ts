import { type RawBuilder, sql } from 'kysely';
import { eachByKey } from '../../db/many.js';
import { ValueState } from '../../provenance/provenance.type.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { agesOfSector, ChildAges, childBands } from '../child-ages.rules.js';

/**
 * Select of the children of territories: columns `territory_id`, `ages`, `year`, `value`. Values of one band of one territory
 * and one year, as its source gives them; of several days of a year, the last. Of the series without a name alone: two
 * series are never mixed, and the hub does not choose between those that have one.
 *
 * @param isOne condition on the territory of a value `v`
 */
export const childrenOf = (isOne: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select distinct on (territory_id, ages, year) territory_id, ages, year, value
  from (
    select known.territory_id, made.ages, made.way, known.year, sum(known.value) as value
    from (
      select distinct on (v.territory_id, v.kind, v.year) v.territory_id, v.kind, v.year, v.value
      from indicator_value v
      where ${isOne} and v.series = '' and v.state = ${ValueState.REPORTED}
        and v.kind = any(${childKinds})
      order by v.territory_id, v.kind, v.year, v.observed_on desc
    ) known
    join (values ${sql.join(
      made.map(
        ({ ages, way, kind, parts }) =>
          sql`(${sql.lit(ages)}, ${sql.lit(way)}, ${sql.lit(kind)}, ${sql.lit(parts)})`,
      ),
    )}) made(ages, way, kind, parts) on made.kind = known.kind
    group by known.territory_id, made.ages, made.way, made.parts, known.year
    having count(*) = made.parts
  ) way
  order by territory_id, ages, year, way`;

/** The indicators that tell of children. */
export const childKinds: readonly string[] = [
  ...new Set(Object.values(childBands).flatMap(({ ways }) => ways.flat())),
];

const made = Object.entries(childBands).flatMap(([ages, { ways }]) =>
  ways.flatMap((kinds, way) => kinds.map((kind) => ({ ages, way, kind, parts: kinds.length }))),
);

/** How far a year is from the one asked: one before it is nearer than any after it. */
export const distanceTo = (asked: RawBuilder<unknown>, year: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`case when ${year} <= ${asked} then ${asked} - ${year} else 1000 + ${year} - ${asked} end`;

/** The band that a sector asks for, as `bandOf` says it; null where it asks for none. */
export const bandOfColumn = (ages: ChildAges, sector: RawBuilder<unknown>): RawBuilder<unknown> =>
  ages === ChildAges.BY_SECTOR
    ? sql`case ${sector} ${sql.join(
        Object.entries(agesOfSector).map(([each, band]) => sql`when ${sql.lit(each)} then ${sql.lit(band)}`),
        sql` `,
      )} end`
    : sql`${sql.lit(ages)}::text`;

/**
 * CTEs that end in `denominator`: the children of each whole of a relation `peer_part`, with columns `id`, `value`, `year`. Of
 * all its communes in one year, or of its territory itself; of two such numbers, that of the nearer year. A whole whose
 * children are not all known is absent.
 *
 * @param band one of the bands
 */
export const denominators = (band: RawBuilder<unknown>, fiscalYear: number): RawBuilder<unknown> => {
  const known = sql`
    peer_part part ${eachByKey(
      sql`select year, own_value as value from child_count each_band
          where each_band.territory_id = part.part_id and each_band.ages = ${band} and each_band.own_value is not null`,
      'c',
    )}`;
  return sql`
    counted as (
      select id, year, value, known, max(communes) over (partition by id) as communes
      from (
        select part.whole_id as id, c.year, sum(c.value) as value, count(*) as known, null::bigint as communes
        from ${known} where part.part_kind = ${TerritoryKind.COMMUNE} group by part.whole_id, c.year
        union all
        select whole_id, null, null, null, count(*) from peer_part where part_kind = ${TerritoryKind.COMMUNE}
        group by whole_id
      ) of_whole
    ),
    denominator as (
      select distinct on (id) id, value, year
      from (
        select id, value, year, 1 as preference from counted where known = communes
        union all
        select part.whole_id, c.value, c.year, 2
        from ${known} where part.part_id = part.whole_id and part.part_kind <> ${TerritoryKind.COMMUNE}
      ) whole_child
      order by id, ${distanceTo(sql.lit(fiscalYear), sql`year`)}, preference
    )`;
};
