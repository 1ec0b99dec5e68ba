import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { rows } from '../db/sql.js';
import { countOf, groupingAtOnce, joiningAtOnce, makeTemporary, temporary } from '../db/touched.js';
import { TerritoryKind } from '../territory/territory.rules.js';
import { groupsOfDepartments, groupsOfParts } from './groups/subsidy-groups.sql.js';

/** Years of territories, of one nature each, whose amounts have changed: a table of the transaction's own. */
const touched = temporary('touched_subsidy_year');
/** The same for every territory that contains them. */
const wholes = temporary('touched_subsidy_whole');

/** What is kept of amounts. */
const tables = ['subsidy_sum', 'subsidy_year', 'subsidy_group'] as const;

/**
 * Notes the years of which a batch wrote or took amounts. To be called when the batch has written, or before it is undone.
 */
export function noteSubsidyYears(em: SqlEntityManager, revision: number): Promise<void> {
  return makeTemporary(
    em,
    'touched_subsidy_year',
    sql`
      select territory_id, fiscal_year, nature from subsidy
      where batch_revision = ${sql.lit(revision)} and set_aside is null
      union
      select before ->> 'territory_id', (before ->> 'fiscal_year')::int, before ->> 'nature' from batch_change
      where batch_revision = ${sql.lit(revision)} and table_name = 'subsidy' and before ->> 'set_aside' is null`,
  );
}

/** Makes all rollups anew: after the territories themselves have changed, or when somebody wants to be sure. */
export async function rebuildSubsidyRollups(em: SqlEntityManager): Promise<void> {
  for (const table of tables) {
    await rows(em, `clear ${table}`, sql`delete from ${sql.table(table)}`);
  }
  await makeTemporary(
    em,
    'touched_subsidy_year',
    sql`select distinct territory_id, fiscal_year, nature from subsidy where set_aside is null`,
  );
  await refreshSubsidyRollups(em);
}

/**
 * Makes the rollups of the noted years anew, at every level, from the amounts themselves: never by adding a difference, so
 * that they are right whatever was there. What no year of is noted is left as it is.
 */
export async function refreshSubsidyRollups(em: SqlEntityManager): Promise<void> {
  const count = await countOf(em, 'touchedYearCount', touched);
  if (count === 0) return;
  await makeTemporary(
    em,
    'touched_subsidy_whole',
    sql`
      select distinct p.whole_id as id, t.kind, y.fiscal_year, y.nature
      from ${touched} y join territory_part p on p.part_id = y.territory_id join territory t on t.id = p.whole_id`,
  );
  for (const table of tables) {
    await rows(
      em,
      `clear ${table}`,
      sql`delete from ${sql.table(table)} s using ${wholes} w
          where s.territory_id = w.id and s.fiscal_year = w.fiscal_year and s.nature = w.nature`,
    );
  }
  if (count <= manyYears) return sumTouched(em, 'one by one');
  await rows(em, 'analyzeAmounts', sql`analyze subsidy (territory_id, fiscal_year, nature, set_aside)`);
  await joiningAtOnce(em, true, () => sumTouched(em, 'at once'));
}

/**
 * How the amounts of a year are found. The planner has not heard of what the transaction wrote, and is not left the choice: it
 * would compare all with all.
 */
type Access = 'one by one' | 'at once';

/** Beyond these, reading all amounts costs less than looking up each year's. */
const manyYears = 2_000;

async function sumTouched(em: SqlEntityManager, access: Access): Promise<void> {
  const into = (table: string, name: string, select: RawBuilder<unknown>) =>
    rows(em, name, sql`insert into ${sql.table(table)} ${select}`);
  const amounts = ofYear('subsidy', 'p.part_id', access);
  await into('subsidy_sum', 'subsidySums', sumsOfParts(wholes, local, amounts));
  await into('subsidy_year', 'subsidyYearsOfCommunes', yearsOfCommunes(access));
  await into('subsidy_year', 'subsidyYears', yearsOfCommunesAndEpcis(access));
  await into('subsidy_sum', 'subsidySumsAbove', sumsOfDepartments);
  await into('subsidy_year', 'subsidyYearsAbove', yearsOfDepartments(touchedAbove('subsidy_year')));
  const addGroups = async () => {
    await into('subsidy_group', 'subsidyGroups', groupsOfParts(wholes, [TerritoryKind.DEPARTMENT], amounts));
  };
  await (access === 'at once' ? groupingAtOnce(em, addGroups) : addGroups());
  await into('subsidy_group', 'subsidyGroupsAbove', groupsOfDepartments(touchedAbove('subsidy_group')));
}

/** Rows of a table, as `s`, of a territory in the year and nature of `w`. */
export const ofYear = (table: string, territory: string, access: Access) => sql`
  cross join lateral (
    select * from ${sql.table(table)} each
    where each.territory_id = ${sql.ref(territory)} and each.fiscal_year = w.fiscal_year and each.nature = w.nature
    ${access === 'one by one' ? sql`offset 0` : sql``}
  ) s`;

/** Levels whose sums are made from amounts; those above are made from the départements'. */
const local = [TerritoryKind.EPCI, TerritoryKind.DEPARTMENT];

/**
 * Select of `subsidy_sum` from amounts.
 *
 * @param of years of territories as `w`: columns `id`, `kind`, `fiscal_year`, `nature`
 * @param amounts what joins the amounts of the territory `p.part_id` in a year of `w`, as `s`
 */
export const sumsOfParts = (
  of: RawBuilder<unknown>,
  kinds: readonly TerritoryKind[],
  amounts: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`
  (select w.id, w.fiscal_year, w.nature, s.sector, s.funding_line, s.section, s.precision,
          sum(s.amount_cents)::bigint, count(*)::int
   from ${of} w
   join territory_part p on p.whole_id = w.id
   ${amounts}
   where w.kind = any(${kinds}) and s.set_aside is null
   group by w.id, w.fiscal_year, w.nature, s.sector, s.funding_line, s.section, s.precision)`;

/** Select of `subsidy_year` from amounts, likewise. */
export const yearsOfParts = (
  of: RawBuilder<unknown>,
  kinds: readonly TerritoryKind[],
  amounts: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`
  (select own.id, own.nature, own.fiscal_year, sum(own.cents)::bigint, sum(own.lines)::int,
          (count(*) filter (where t.kind = ${TerritoryKind.COMMUNE}))::int,
          (count(*) filter (where t.kind = ${TerritoryKind.EPCI}))::int,
          coalesce(sum(t.population) filter (where t.kind = ${TerritoryKind.COMMUNE}), 0)::int,
          min(own.oldest), max(own.freshest), bool_or(own.demonstration)
   from (
     select w.id, w.fiscal_year, w.nature, s.territory_id, sum(s.amount_cents) as cents, count(*) as lines,
            min(b.loaded_at) as oldest, max(b.loaded_at) as freshest, bool_or(s.demonstration) as demonstration
     from ${of} w
     join territory_part p on p.whole_id = w.id
     ${amounts}
     join batch b on b.revision = s.batch_revision
     where w.kind = any(${kinds}) and s.set_aside is null
     group by w.id, w.fiscal_year, w.nature, s.territory_id
   ) own join territory t on t.id = own.territory_id
   group by own.id, own.nature, own.fiscal_year)`;

/** What each batch brought of the amounts of the territory `part`, in the year and nature of `w`. */
const broughtTo = (part: string, from: RawBuilder<unknown>, access: Access) => sql`
  select w.id, w.fiscal_year, w.nature, s.batch_revision, ${sql.ref(part)} as part_id, sum(s.amount_cents) as cents,
         count(*) as lines, bool_or(s.demonstration) as demonstration
  ${from} ${ofYear('subsidy', part, access)}
  where s.set_aside is null
  group by w.id, w.fiscal_year, w.nature, s.batch_revision, ${sql.ref(part)}`;
/** By its key: the planner would go through all amounts for each of the few batches that it knows of. */
const loadedAt = sql`(select b.loaded_at from batch b where b.revision = own.batch_revision)`;
/** Touched territories of some kinds, as `w`. */
const wholesOf = (kinds: readonly TerritoryKind[]) =>
  sql`(select * from ${wholes} whole where whole.kind = any(${kinds})) w`;

/** Select of `subsidy_year` for touched communes, whose only part is themselves. */
const yearsOfCommunes = (access: Access) => sql`
  select own.id, own.nature, own.fiscal_year, sum(own.cents)::bigint, sum(own.lines)::int, 1, 0,
         (select coalesce(t.population, 0) from territory t where t.id = own.id), min(${loadedAt}), max(${loadedAt}),
         bool_or(own.demonstration)
  from (${broughtTo('w.id', sql`from ${wholesOf([TerritoryKind.COMMUNE])}`, access)}) own
  group by own.id, own.nature, own.fiscal_year`;

/** Select of `subsidy_year` for touched EPCI and départements: from their communes' years, and the amounts of EPCI. */
function yearsOfCommunesAndEpcis(access: Access): RawBuilder<unknown> {
  const parts = (kind: TerritoryKind) => sql`
    from ${wholesOf(local)} join territory_part p on p.whole_id = w.id and p.part_kind = ${kind}`;
  return sql`
    select part.id, part.nature, part.fiscal_year, sum(part.cents)::bigint, sum(part.lines)::int, sum(part.communes)::int,
           sum(part.epcis)::int, sum(part.population)::int, min(part.oldest), max(part.freshest),
           bool_or(part.demonstration)
    from (
      select w.id, w.fiscal_year, w.nature, s.amount_cents as cents, s.line_count as lines, s.communes, s.epcis,
             s.population, s.oldest_input_at as oldest, s.freshest_input_at as freshest, s.demonstration
      ${parts(TerritoryKind.COMMUNE)} ${ofYear('subsidy_year', 'p.part_id', access)}
      union all
      select own.id, own.fiscal_year, own.nature, sum(own.cents), sum(own.lines), 0, 1, 0, min(${loadedAt}),
             max(${loadedAt}), bool_or(own.demonstration)
      from (${broughtTo('p.part_id', parts(TerritoryKind.EPCI), access)}) own
      group by own.id, own.fiscal_year, own.nature, own.part_id
    ) part
    group by part.id, part.nature, part.fiscal_year`;
}

/** Touched years of régions and the country as `w`, and the rows of a table of each of their départements as `s`. */
const touchedAbove = (table: string): RawBuilder<unknown> => sql`
  (select * from ${wholes} whole where whole.kind in (${TerritoryKind.REGION}, ${TerritoryKind.COUNTRY})) w
  join territory d on d.kind = ${TerritoryKind.DEPARTMENT} and (d.region_id = w.id or w.kind = ${TerritoryKind.COUNTRY})
  ${ofYear(table, 'd.id', 'one by one')}`;

const sumsOfDepartments = sql`
  select w.id, w.fiscal_year, w.nature, s.sector, s.funding_line, s.section, s.precision,
         sum(s.amount_cents)::bigint, sum(s.line_count)::int
  from ${touchedAbove('subsidy_sum')}
  group by w.id, w.fiscal_year, w.nature, s.sector, s.funding_line, s.section, s.precision`;

/** Select of `subsidy_year` for what contains départements, from theirs. @param pairs `w`, and the rows `s` of its départements */
export const yearsOfDepartments = (pairs: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  (select w.id, s.nature, s.fiscal_year, sum(s.amount_cents)::bigint, sum(s.line_count)::int, sum(s.communes)::int,
          sum(s.epcis)::int, sum(s.population)::int, min(s.oldest_input_at), max(s.freshest_input_at),
          bool_or(s.demonstration)
   from ${pairs}
   group by w.id, s.nature, s.fiscal_year)`;

/** Every year of every territory that has amounts, as `touched_subsidy_whole` would hold it. */
export const everyWhole = sql`
  select distinct p.whole_id as id, t.kind, s.fiscal_year, s.nature
  from subsidy s join territory_part p on p.part_id = s.territory_id join territory t on t.id = p.whole_id
  where s.set_aside is null`;
