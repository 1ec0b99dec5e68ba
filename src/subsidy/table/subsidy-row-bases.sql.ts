import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { groupBy, rows } from '../../db/sql.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { type GroupColumn, groupedKinds } from '../groups/subsidy-groups.sql.js';
import { countedBasesOfRows, type RowBasis } from './subsidy-row.sql.js';
import { perhapsOfRow } from './subsidy-row-doubts.sql.js';
import { keysApart, type RowLevel, valuesOf } from './subsidy-row-keys.sql.js';
import { SubsidyDimension } from './subsidy-table.rules.js';
import { isPartial } from './subsidy-table-members.sql.js';
import { columnOf } from './subsidy-table-source.sql.js';

const { COUNTRY, REGION, DEPARTMENT, NATURE, FISCAL_YEAR, SECTOR, FUNDING_FAMILY, FUNDING_LINE, SECTION } =
  SubsidyDimension;

/** What rows rest on, by their keys: read from what loads keep where that is enough, else counted from the amounts. */
export async function basesOfRows(em: SqlEntityManager, level: RowLevel, keys: readonly string[]) {
  const groups = groupOf(level);
  const isKept = (key: string) => groups !== null && placeOf(level, key) !== '';
  const [kept, others] = [keys.filter(isKept), keys.filter((key) => !isKept(key))];
  const found = await Promise.all([
    groups === null || kept.length === 0 ? [] : keptBasesOfRows(em, level, groups, kept),
    ...keysApart(level, others).map((each) => countedBasesOfRows(em, level, each)),
  ]);
  return groupBy(found.flat(), ({ key }) => key);
}

/** Where the columns of a kept group are in a row, or what its filter says; empty for a column that is not one. */
type Group = Readonly<Partial<Record<GroupColumn, SubsidyDimension | { readonly value: string }>>>;

const dimensionsOfAmounts: readonly SubsidyDimension[] = [SECTOR, FUNDING_FAMILY, FUNDING_LINE, SECTION];
const dimensionsOfPlaces: readonly SubsidyDimension[] = [COUNTRY, REGION, DEPARTMENT, NATURE, FISCAL_YEAR];

/** The kept group that rows of a level are; null if they are none, of some communes alone, and for a list of several values, whose
 * communes do not add up. */
function groupOf({ question, dimensions }: RowLevel): Group | null {
  const { within, sectors, fundingLines, sections } = question;
  const known = [...dimensionsOfAmounts, ...dimensionsOfPlaces];
  // What is kept is of whole territories.
  if (isPartial(question)) return null;
  if (!groupedKinds.includes(within.kind) || !dimensions.every((each) => known.includes(each))) return null;
  const columns: readonly (readonly [GroupColumn, SubsidyDimension, readonly string[] | null])[] = [
    ['sector', SECTOR, sectors],
    ['funding_line', FUNDING_LINE, fundingLines],
    ['section', SECTION, sections],
    ['funding_family', FUNDING_FAMILY, null],
  ];
  const group: Partial<Record<GroupColumn, SubsidyDimension | { readonly value: string }>> = {};
  for (const [column, dimension, filter] of columns) {
    const [value, ...more] = filter ?? [];
    // The filter keeps what is told apart by the dimension anyway.
    if (dimensions.includes(dimension)) group[column] = dimension;
    else if (more.length > 0) return null;
    else if (value !== undefined) group[column] = { value };
  }
  // A line is of one family.
  if (group.funding_line !== undefined) delete group.funding_family;
  return Object.keys(group).length === 1 ? group : null;
}

/** The territory that a row is of; empty where it has none. */
function placeOf(level: RowLevel, key: string): string {
  const values = valuesOf(level, key);
  return values.get(DEPARTMENT) ?? values.get(REGION) ?? level.question.within.id;
}

function keptBasesOfRows(
  em: SqlEntityManager,
  level: RowLevel,
  group: Group,
  keys: readonly string[],
): Promise<RowBasis[]> {
  const { question, dimensions } = level;
  const { isPerhaps, isAside, isElsewhere } = perhapsOfRow(level);
  const values = keys.map((key) => valuesOf(level, key));
  const arrays = [
    keys,
    keys.map((key) => placeOf(level, key)),
    ...dimensions.map((dimension) => values.map((each) => each.get(dimension) ?? '')),
  ];
  const names = dimensions.map((dimension) => sql.ref(columnOf[dimension]));
  const columnValue = (column: GroupColumn): RawBuilder<unknown> => {
    const from = group[column];
    if (from === undefined) return sql`''`;
    return typeof from === 'string' ? sql`k.${sql.ref(columnOf[from])}` : sql`${from.value}::text`;
  };
  const nature = dimensions.includes(NATURE) ? sql`k.nature` : sql`${question.natures[0]}::text`;
  const isOfYear = dimensions.includes(FISCAL_YEAR) ? sql`k."fiscalYear" = e.fiscal_year::text` : sql`true`;
  return rows(
    em,
    'keptBasesOfRows',
    sql<RowBasis>`
      with k as materialized (
        select * from unnest(${sql.join(arrays.map((each) => sql`${each}::text[]`))})
          k(${sql.join([sql`row_key`, sql`place_id`, ...names])})
      )
      select k.row_key as "key", e.fiscal_year as "fiscalYear", t.commune_count as "communes",
             coalesce(g.communes, 0) as "reported", coalesce(t.population, 0) as "population",
             coalesce(g.population, 0) as "reportedPopulation", g.oldest_input_at as "oldestInputAt",
             g.freshest_input_at as "freshestInputAt", g.demonstration,
             case when coalesce(g.communes, 0) < t.commune_count then false
                  else exists (
                    select from territory_part p join subsidy s on s.territory_id = p.part_id
                    where p.whole_id = t.id and p.part_kind in (${TerritoryKind.COMMUNE}, ${TerritoryKind.EPCI})
                      and ${isPerhaps} and ${isAside}
                  ) or exists (
                    select from subsidy_sum s where s.territory_id = t.id and ${isPerhaps} and ${isElsewhere}
                  ) end as "hasGaps"
      from k
      join unnest(${question.fiscalYears}::int[]) e(fiscal_year) on ${isOfYear}
      join territory t on t.id = k.place_id
      left join subsidy_group g
        on g.territory_id = k.place_id and g.nature = ${nature} and g.fiscal_year = e.fiscal_year
        and g.sector = ${columnValue('sector')} and g.funding_family = ${columnValue('funding_family')}
        and g.funding_line = ${columnValue('funding_line')} and g.section = ${columnValue('section')}`,
  );
}
