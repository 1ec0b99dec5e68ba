import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { rows } from '../db/sql.js';
import { TerritoryKind } from '../territory/territory.rules.js';

/** Years of territories, of one nature each, whose amounts have changed: a table of the transaction's own. */
const touched = sql.raw('pg_temp.touched_subsidy_year');
/** The same for every territory that contains them. */
const wholes = sql.raw('pg_temp.touched_subsidy_whole');

/**
 * Notes the years of which a batch wrote or took amounts. To be called when the batch has written, or before it is undone.
 */
export async function noteSubsidyYears(em: SqlEntityManager, revision: number): Promise<void> {
  await rows(em, 'dropTouchedYears', sql`drop table if exists ${touched}`);
  await rows(
    em,
    'touchedYears',
    sql`
      create temp table touched_subsidy_year on commit drop as
      select territory_id, fiscal_year, nature from subsidy
      where batch_revision = ${sql.lit(revision)} and set_aside is null
      union
      select before ->> 'territory_id', (before ->> 'fiscal_year')::int, before ->> 'nature' from batch_change
      where batch_revision = ${sql.lit(revision)} and table_name = 'subsidy' and before ->> 'set_aside' is null`,
  );
}

/** Makes all rollups anew: after the territories themselves have changed, or when somebody wants to be sure. */
export async function rebuildSubsidyRollups(em: SqlEntityManager): Promise<void> {
  for (const table of ['subsidy_sum', 'subsidy_year']) {
    await rows(em, `clear ${table}`, sql`delete from ${sql.table(table)}`);
  }
  await rows(em, 'dropTouchedYears', sql`drop table if exists ${touched}`);
  await rows(
    em,
    'touchedYears',
    sql`
      create temp table touched_subsidy_year on commit drop as
      select distinct territory_id, fiscal_year, nature from subsidy where set_aside is null`,
  );
  await refreshSubsidyRollups(em);
}

/**
 * Makes the rollups of the noted years anew, at every level, from the amounts themselves: never by adding a difference, so
 * that they are right whatever was there. What no year of is noted is left as it is.
 */
export async function refreshSubsidyRollups(em: SqlEntityManager): Promise<void> {
  const [found] = await rows(
    em,
    'touchedYearCount',
    sql<{ years: number }>`select count(*)::int as years from ${touched}`,
  );
  if (!found?.years) return;
  await rows(em, 'analyzeYears', sql`analyze ${touched}`);
  if (found.years > manyYears) await knowingMany(em, () => refreshTouched(em));
  else await refreshTouched(em);
}

/** Beyond these, learning anew what the table of amounts holds costs less than not knowing it. */
const manyYears = 2_000;

/** The planner has not heard of what the transaction wrote: it would look millions of amounts up one by one. */
async function knowingMany(em: SqlEntityManager, refresh: () => Promise<void>): Promise<void> {
  const lookUp = (each: 'on' | 'off') =>
    rows(em, 'lookUp', sql`select set_config('enable_nestloop', ${each}, true)`);
  await rows(em, 'analyzeAmounts', sql`analyze subsidy (territory_id, fiscal_year, nature, set_aside)`);
  await lookUp('off');
  await refresh();
  await lookUp('on');
}

async function refreshTouched(em: SqlEntityManager): Promise<void> {
  await rows(em, 'dropTouchedWholes', sql`drop table if exists ${wholes}`);
  await rows(
    em,
    'touchedWholes',
    sql`
      create temp table touched_subsidy_whole on commit drop as
      select distinct p.whole_id as id, t.kind, y.fiscal_year, y.nature
      from ${touched} y join territory_part p on p.part_id = y.territory_id join territory t on t.id = p.whole_id`,
  );
  await rows(em, 'analyzeWholes', sql`analyze ${wholes}`);
  for (const table of ['subsidy_sum', 'subsidy_year']) {
    await rows(
      em,
      `clear ${table}`,
      sql`delete from ${sql.table(table)} s using ${wholes} w
          where s.territory_id = w.id and s.fiscal_year = w.fiscal_year and s.nature = w.nature`,
    );
  }
  await rows(em, 'subsidySums', sql`insert into subsidy_sum ${sumsOfParts(wholes, local)}`);
  await rows(em, 'subsidyYearsOfCommunes', sql`insert into subsidy_year ${yearsOfCommunes}`);
  await rows(em, 'subsidyYears', sql`insert into subsidy_year ${yearsOfCommunesAndEpcis}`);
  await rows(em, 'subsidySumsAbove', sql`insert into subsidy_sum ${sumsOfDepartments}`);
  await rows(em, 'subsidyYearsAbove', sql`insert into subsidy_year ${yearsOfDepartments}`);
}

/** Levels whose sums are made from amounts; those above are made from the départements'. */
const local = [TerritoryKind.EPCI, TerritoryKind.DEPARTMENT];

/** Select of `subsidy_sum` from amounts. `of` has columns `id`, `kind`, `fiscal_year`, `nature`. */
const sumsOfParts = (of: RawBuilder<unknown>, kinds: readonly TerritoryKind[]): RawBuilder<unknown> => sql`
  (select w.id, w.fiscal_year, w.nature, s.sector, s.funding_line, s.section, s.precision,
          sum(s.amount_cents)::bigint, count(*)::int
   from ${of} w
   join territory_part p on p.whole_id = w.id
   join subsidy s on s.territory_id = p.part_id and s.fiscal_year = w.fiscal_year and s.nature = w.nature
   where w.kind = any(${kinds}) and s.set_aside is null
   group by w.id, w.fiscal_year, w.nature, s.sector, s.funding_line, s.section, s.precision)`;

/** Select of `subsidy_year` from amounts. */
const yearsOfParts = (of: RawBuilder<unknown>, kinds: readonly TerritoryKind[]): RawBuilder<unknown> => sql`
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
     join subsidy s on s.territory_id = p.part_id and s.fiscal_year = w.fiscal_year and s.nature = w.nature
     join batch b on b.revision = s.batch_revision
     where w.kind = any(${kinds}) and s.set_aside is null
     group by w.id, w.fiscal_year, w.nature, s.territory_id
   ) own join territory t on t.id = own.territory_id
   group by own.id, own.nature, own.fiscal_year)`;

/** Select of `subsidy_year` for touched communes, whose only part is themselves. */
const yearsOfCommunes = sql`
  select w.id, w.nature, w.fiscal_year, sum(s.amount_cents)::bigint, count(*)::int, 1, 0, coalesce(max(t.population), 0),
         min(b.loaded_at), max(b.loaded_at), bool_or(s.demonstration)
  from ${wholes} w
  join territory t on t.id = w.id
  join subsidy s on s.territory_id = w.id and s.fiscal_year = w.fiscal_year and s.nature = w.nature
  join batch b on b.revision = s.batch_revision
  where w.kind = ${TerritoryKind.COMMUNE} and s.set_aside is null
  group by w.id, w.nature, w.fiscal_year`;

/** Select of `subsidy_year` for touched EPCI and départements: from their communes' years, and the amounts of EPCI. */
const yearsOfCommunesAndEpcis = sql`
  select own.id, own.nature, own.fiscal_year, sum(own.cents)::bigint, sum(own.lines)::int, sum(own.communes)::int,
         sum(own.epcis)::int, sum(own.population)::int, min(own.oldest), max(own.freshest), bool_or(own.demonstration)
  from (
    select w.id, y.fiscal_year, y.nature, y.amount_cents as cents, y.line_count as lines, y.communes, y.epcis,
           y.population, y.oldest_input_at as oldest, y.freshest_input_at as freshest, y.demonstration
    from ${wholes} w
    join territory_part p on p.whole_id = w.id and p.part_kind = ${TerritoryKind.COMMUNE}
    join subsidy_year y on y.territory_id = p.part_id and y.fiscal_year = w.fiscal_year and y.nature = w.nature
    where w.kind = any(${local})
    union all
    select w.id, w.fiscal_year, w.nature, sum(s.amount_cents), count(*), 0, 1, 0, min(b.loaded_at), max(b.loaded_at),
           bool_or(s.demonstration)
    from ${wholes} w
    join territory_part p on p.whole_id = w.id and p.part_kind = ${TerritoryKind.EPCI}
    join subsidy s on s.territory_id = p.part_id and s.fiscal_year = w.fiscal_year and s.nature = w.nature
    join batch b on b.revision = s.batch_revision
    where w.kind = any(${local}) and s.set_aside is null
    group by w.id, w.fiscal_year, w.nature, s.territory_id
  ) own
  group by own.id, own.nature, own.fiscal_year`;

/** Pairs of a touched région, or the country, and each of its départements. */
const departmentsWithin = sql`
  ${wholes} w join territory d on d.kind = ${TerritoryKind.DEPARTMENT}
    and (d.region_id = w.id or w.kind = ${TerritoryKind.COUNTRY})`;
const above = sql`w.kind in (${TerritoryKind.REGION}, ${TerritoryKind.COUNTRY})`;

const sumsOfDepartments = sql`
  select w.id, w.fiscal_year, w.nature, s.sector, s.funding_line, s.section, s.precision,
         sum(s.amount_cents)::bigint, sum(s.line_count)::int
  from ${departmentsWithin}
  join subsidy_sum s on s.territory_id = d.id and s.fiscal_year = w.fiscal_year and s.nature = w.nature
  where ${above}
  group by w.id, w.fiscal_year, w.nature, s.sector, s.funding_line, s.section, s.precision`;

const yearsOfDepartments = sql`
  select w.id, w.nature, w.fiscal_year, sum(s.amount_cents)::bigint, sum(s.line_count)::int, sum(s.communes)::int,
         sum(s.epcis)::int, sum(s.population)::int, min(s.oldest_input_at), max(s.freshest_input_at),
         bool_or(s.demonstration)
  from ${departmentsWithin}
  join subsidy_year s on s.territory_id = d.id and s.fiscal_year = w.fiscal_year and s.nature = w.nature
  where ${above}
  group by w.id, w.nature, w.fiscal_year`;

/** Every year of every territory that has amounts, as `touched_subsidy_whole` would hold it. */
const everyWhole = sql`(
  select distinct p.whole_id as id, t.kind, s.fiscal_year, s.nature
  from subsidy s join territory_part p on p.part_id = s.territory_id join territory t on t.id = p.whole_id
  where s.set_aside is null)`;

const allKinds = Object.values(TerritoryKind);

/**
 * How many rows of each rollup differ from what the amounts themselves give at every level, régions and country included:
 * nothing is taken from another rollup.
 */
export async function wrongSubsidyRollups(em: SqlEntityManager): Promise<Record<string, number>> {
  const differing = (table: string, truth: RawBuilder<unknown>) => sql`
    select count(*)::int from (
      (table ${sql.table(table)} except all ${truth}) union all (${truth} except all table ${sql.table(table)})
    ) differing`;
  const [found] = await rows(
    em,
    'wrongSubsidyRollups',
    sql<Record<string, number>>`
      select (${differing(
        'subsidy_sum',
        sumsOfParts(
          everyWhole,
          allKinds.filter((kind) => kind !== TerritoryKind.COMMUNE),
        ),
      )})
               as subsidy_sum,
             (${differing('subsidy_year', yearsOfParts(everyWhole, allKinds))}) as subsidy_year`,
  );
  return found ?? {};
}
