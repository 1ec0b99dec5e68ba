import { type RawBuilder, sql } from 'kysely';
import { added, list } from '../../db/grouping.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { agesOfSector, bandOf, type ChildBand } from '../child-ages.rules.js';
import { bandOfColumn, distanceTo } from '../children/children.sql.js';
import { SubsidyDimension } from './subsidy-table.rules.js';
import { columnOf, type SubsidyTableQuestion } from './subsidy-table-source.sql.js';

const { REGION, DEPARTMENT, EPCI, CONVENTION, SECTOR } = SubsidyDimension;
const lastYear = ({ fiscalYears }: SubsidyTableQuestion) => Math.max(...fiscalYears);

/** The bands that a table asks for: one, or that of each sector. */
const bandsAsked = ({ ages, by, sectors }: SubsidyTableQuestion): readonly ChildBand[] => {
  if (ages === null) return [];
  const only = sectors?.length === 1 ? (sectors[0] ?? null) : null;
  const one = bandOf(ages, only);
  if (one !== null) return [one];
  return by.includes(SECTOR) ? Object.values(agesOfSector) : [];
};

/** CTE of the children of each group of people: `child_best` has, by band, the year that most communes are known of. */
export function childCtes(
  question: SubsidyTableQuestion,
  territorial: readonly RawBuilder<unknown>[],
): RawBuilder<unknown>[] {
  const { by } = question;
  const summed = (name: string) =>
    by.includes(CONVENTION)
      ? sql`case when grouping("convention") = 0 then sum(c.${sql.ref(name)}) else sum(c.${sql.ref(name)}) filter (where e.is_first) end`
      : sql`sum(c.${sql.ref(name)})`;
  const groups = sql.join([
    sql`c.ages`,
    sql`c.year`,
    ...(territorial.length === 0 ? [] : [sql`rollup (${sql.join(territorial)})`]),
  ]);
  return [
    sql`child_sum as (
      select ${list(territorial)} ${added(territorial)} as "overPeople", c.ages, c.year, ${summed('value')} as value,
             ${summed('communes')} as known
      from each_people e join child_count c on c.territory_id = e.territory_id and c.communes > 0
      where e.communes > 0 and c.ages = any(${bandsAsked(question)}::text[])
      group by ${groups}
    )`,
    sql`child_best as (
      select distinct on (${list(territorial)} "overPeople", ages) *
      from child_sum
      order by ${list(territorial)} "overPeople", ages, known desc, ${distanceTo(lastYear(question), sql`year`)}
    )`,
  ];
}

/**
 * The children of each row `g`, as JSON in a column `children`: of all its communes in one year, or of its territory itself
 * when it is one whole; of two such numbers, that of the nearer year.
 */
export function childJoins(
  question: SubsidyTableQuestion,
  samePeople: (other: string) => RawBuilder<unknown>,
): { readonly column: RawBuilder<unknown>; readonly joins: RawBuilder<unknown> } {
  const { ages, by, within, sectors } = question;
  if (ages === null) return { column: sql`null::json as children`, joins: sql`` };
  const only = sectors?.length === 1 ? sql`${sql.lit(sectors[0] as string)}` : sql`null::text`;
  const band = bandOfColumn(ages, by.includes(SECTOR) ? sql`coalesce(g.sector, ${only})` : only);
  // Its communes are among those of the smallest territory of its key: if there are as many, they are the same.
  const areas = [EPCI, DEPARTMENT, REGION].filter((each) => by.includes(each));
  const area = sql`coalesce(${sql.join([...areas.map((each) => sql`g.${sql.ref(columnOf[each])}`), sql`${within.id}`])})`;
  const last = lastYear(question);
  const isSum = sql`b.known = p.communes and (own.value is null
    or ${distanceTo(last, sql`b.year`)} <= ${distanceTo(last, sql`own.year`)})`;
  return {
    column: sql`
      json_build_object('ages', band.ages, 'isOwn', not coalesce(${isSum}, false) and own.value is not null,
        'value', case when ${isSum} then b.value else own.value end,
        'year', case when ${isSum} then b.year when own.value is not null then own.year else b.year end,
        'communesKnown', coalesce(b.known, 0)) as children`,
    joins: sql`
      cross join lateral (select ${band} as ages) band
      left join child_best b on b.ages = band.ages and ${samePeople('b')}
      left join lateral (
        select c.own_value as value, c.year
        from territory area join child_count c on c.territory_id = area.id
        where area.id = ${area} and area.kind <> ${TerritoryKind.COMMUNE} and area.commune_count = p.communes
          and c.ages = band.ages and c.own_value is not null
        order by ${distanceTo(last, sql`c.year`)}
        limit 1
      ) own on true`,
  };
}
