import { type RawBuilder, sql } from 'kysely';
import { asMany, eachByKey } from '../../db/many.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { bandOfColumn, distanceTo } from '../children/children.sql.js';
import { SubsidyDimension, subsidyDimensions } from './subsidy-table.rules.js';
import { ofSameYears, territorialKeys } from './subsidy-table-people.sql.js';
import { columnOf, type SubsidyTableQuestion } from './subsidy-table-source.sql.js';

const { REGION, DEPARTMENT, EPCI, COMMUNE, CONVENTION, FISCAL_YEAR, SECTOR } = SubsidyDimension;

/**
 * Common table expressions that end in `childful`: the rows of a relation `of`, with the children of each as JSON in a column
 * `children`: of all its communes in one year, or of its territory itself when it is one whole; of two such numbers, that of the
 * nearer year. A row that is a whole territory has what is kept of it; of any other, its communes are added, of the year that most
 * are known of.
 */
export function childCtes(question: SubsidyTableQuestion, of: RawBuilder<unknown>): RawBuilder<unknown>[] {
  const territorial = territorialKeys(question);
  const isSum = sql`b.known = n.communes and (own.value is null
    or ${toRow(sql`b.year`)} <= ${toRow(sql`own.year`)})`;
  // Looked up row by row: the planner knows nothing of how many rows there are, and would read the children of all.
  const kept = sql`
    select * from child_count each
    where each.territory_id = n.area and each.ages = n.ages and n.is_whole offset 0`;
  return [
    sql`needed as materialized (${rowsOf(question, of)})`,
    sql`partly as materialized (select * from needed where not is_whole)`,
    sql`child_sum as (
      select n.id, n.year_asked, c.year, c.value, c.communes as known
      from needed n cross join lateral (${kept}) c where c.communes > 0
      ${sql.join(
        [...territorial, null].map((_, at) => addedChildren(question, territorial, at)),
        sql``,
      )}
    )`,
    sql`child_best as materialized (
      select distinct on (id) * from child_sum order by id, known desc, ${distanceTo(sql`year_asked`, sql`year`)}
    )`,
    sql`childful as (
      select n.*, json_build_object('ages', n.ages, 'isOwn', not coalesce(${isSum}, false) and own.value is not null,
               'value', case when ${isSum} then b.value else own.value end,
               'year', case when ${isSum} then b.year when own.value is not null then own.year else b.year end,
               'communesKnown', coalesce(b.known, 0)) as children
      from needed n left join child_best b on b.id = n.id
      left join lateral (
        select c.own_value as value, c.year from (${kept}) c
        where n.area_kind <> ${TerritoryKind.COMMUNE} and c.own_value is not null
        order by ${toRow(sql`c.year`)}
        limit 1
      ) own on true
    )`,
  ];
}

/** How far a year is from that of a row `n`. */
const toRow = (year: RawBuilder<unknown>) => distanceTo(sql`n.year_asked`, year);

/** Select of the rows, with the band of each, the year whose children are looked for: its own, or the last of those it adds; and the smallest territory that they are in: all of it if it has as many communes. */
function rowsOf(
  { ages, by, within, sectors, fiscalYears }: SubsidyTableQuestion,
  of: RawBuilder<unknown>,
): RawBuilder<unknown> {
  if (ages === null) throw new Error('Nobody asks for children');
  const only = sectors?.length === 1 ? sql`${sql.lit(sectors[0] as string)}` : sql`null::text`;
  const band = bandOfColumn(ages, by.includes(SECTOR) ? sql`coalesce(g.sector, ${only})` : only);
  const last = sql`${sql.lit(Math.max(...fiscalYears))}::int`;
  const year = by.includes(FISCAL_YEAR) ? sql`coalesce(g."fiscalYear", ${last})` : last;
  const areas = [COMMUNE, EPCI, DEPARTMENT, REGION].filter((each) => by.includes(each));
  const area = sql`coalesce(${sql.join([...areas.map((each) => sql`g.${sql.ref(columnOf[each])}`), sql`${within.id}`])})`;
  return sql`
    select row_number() over () as id, g.*, ${band} as ages, ${year} as year_asked, area.id as area, area.kind as area_kind,
           coalesce(area.commune_count = g.communes, false) as is_whole
    from ${of} g ${asMany}
    left join lateral (select * from territory t where t.id = ${area} offset 0) area on true`;
}

/** Select, to be added to another, of the sums of the rows that keep the first territorial dimensions, where no territory is whole. */
function addedChildren(
  question: SubsidyTableQuestion,
  territorial: readonly RawBuilder<unknown>[],
  kept: number,
): RawBuilder<unknown> {
  const columns = territorial.slice(0, kept);
  const convention = question.by
    .filter((dimension) => subsidyDimensions[dimension].isTerritorial)
    .indexOf(CONVENTION);
  // A commune of several conventions is in each of them, and once in what adds them up.
  const isOnce = convention >= kept ? sql`and e.is_first` : sql``;
  const same = columns.map((each) => sql`coalesce(e.${each}, '') = coalesce(n.${each}, '')`);
  return sql`
    union all
    select n.id, n.year_asked, c.year, sum(c.value), sum(c.communes)
    from partly n
    join (select * from each_people ${asMany}) e on ${sql.join([sql`e.communes > 0`, ofSameYears(question, 'e', 'n'), ...same], sql` and `)} ${isOnce}
    ${eachByKey(
      sql`select * from child_count each
          where each.territory_id = e.territory_id and each.ages = n.ages and each.communes > 0`,
      'c',
    )}
    where n."overPeople" = ${territorial.length - kept}
    group by n.id, n.year_asked, c.year`;
}
