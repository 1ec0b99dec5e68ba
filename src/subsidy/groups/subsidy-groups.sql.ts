import { type RawBuilder, sql } from 'kysely';
import { country, TerritoryKind } from '../../territory/territory.rules.js';
import { family } from './funding-family.sql.js';

/** What amounts are grouped by, of one territory, year and nature. */
export type GroupColumn = 'sector' | 'funding_family' | 'funding_line' | 'section';

/** The groups that are kept: of one column each. Those of several are counted from the amounts when they are asked for. */
export const groupColumns: readonly GroupColumn[] = ['sector', 'funding_family', 'funding_line', 'section'];

/** The territories of which groups are kept: the amounts of smaller ones are few. */
export const groupedKinds: readonly TerritoryKind[] = [
  TerritoryKind.DEPARTMENT,
  TerritoryKind.REGION,
  TerritoryKind.COUNTRY,
];

/** Select of what groups are made of: there are none only where there is nothing of it. */
export const anyGroups = sql`select from subsidy_year y where y.territory_id = ${country.id}`;

const columns = sql.join(groupColumns.map((name) => sql`own.${sql.ref(name)}`));
/** The groups that an amount is in: a sort by all the columns of each would cost more than all else that is kept. */
const groups = sql`
  (values ${sql.join(
    groupColumns.map(
      (name) =>
        sql`(${sql.join(groupColumns.map((each) => (each === name ? sql`s.${sql.ref(each)}` : sql`''`)))})`,
    ),
  )}) own(${sql.join(groupColumns.map((each) => sql.ref(each)))})`;

/**
 * Select of `subsidy_group` from amounts.
 *
 * @param of years of territories as `w`: columns `id`, `kind`, `fiscal_year`, `nature`
 * @param amounts what joins the amounts of the territory `p.part_id` in a year of `w`, as `s`
 */
export const groupsOfParts = (
  of: RawBuilder<unknown>,
  kinds: readonly TerritoryKind[],
  amounts: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`
  (select own.id, own.nature, own.fiscal_year, ${columns},
          (count(*) filter (where t.kind = ${TerritoryKind.COMMUNE}))::int,
          coalesce(sum(t.population) filter (where t.kind = ${TerritoryKind.COMMUNE}), 0)::int,
          min(own.oldest), max(own.freshest), bool_or(own.demonstration)
   from (
     select s.id, s.nature, s.fiscal_year, s.part_id, ${columns}, min(s.loaded_at) as oldest, max(s.loaded_at) as freshest,
            bool_or(s.demonstration) as demonstration
     from (
       select w.id, w.nature, w.fiscal_year, p.part_id, s.sector, ${family} as funding_family, s.funding_line, s.section,
              s.demonstration,
              -- By its key: the planner would go through all amounts for each of the few batches that it knows of.
              (select b.loaded_at from batch b where b.revision = s.batch_revision) as loaded_at
       from ${of} w
       join territory_part p on p.whole_id = w.id
       ${amounts}
       where w.kind = any(${kinds}) and s.set_aside is null
       offset 0
     ) s
     cross join lateral ${groups}
     group by s.id, s.nature, s.fiscal_year, s.part_id, ${columns}
   ) own join territory t on t.id = own.part_id
   group by own.id, own.nature, own.fiscal_year, ${columns})`;

/** Select of `subsidy_group` for what contains départements, from theirs. @param pairs `w`, and the rows `s` of its départements */
export const groupsOfDepartments = (pairs: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  (select w.id, s.nature, s.fiscal_year, s.sector, s.funding_family, s.funding_line, s.section, sum(s.communes)::int,
          sum(s.population)::int, min(s.oldest_input_at), max(s.freshest_input_at), bool_or(s.demonstration)
   from ${pairs}
   group by w.id, s.nature, s.fiscal_year, s.sector, s.funding_family, s.funding_line, s.section)`;
