import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { addCounts, differingFrom } from '../db/differing.js';
import { rows } from '../db/sql.js';
import { groupingAtOnce, joiningAtOnce } from '../db/touched.js';
import { TerritoryKind } from '../territory/territory.rules.js';
import { groupsOfDepartments, groupsOfParts } from './groups/subsidy-groups.sql.js';
import { ofYear, sumsOfParts, yearsOfDepartments, yearsOfParts } from './subsidy-rollups.sql.js';

const { COMMUNE, EPCI, DEPARTMENT, REGION, COUNTRY } = TerritoryKind;
/** Levels that are compared with the amounts of a few départements at a time. */
const local = [COMMUNE, EPCI, DEPARTMENT];
const above = [REGION, COUNTRY];

type Counts = Record<string, number>;
/** A part of a comparison, in one statement: as of one moment, whatever is loaded between it and the next. */
type Slice = (em: SqlEntityManager) => Promise<Counts>;

/** At most how many amounts a slice reads, as long as they are of several départements. */
const mostAmounts = 400_000;

/**
 * The parts of the comparison of what is kept of amounts with the amounts themselves. Reading all of them at once, every amount stands
 * for each of the five territories that it is in: the base would write tens of times its size to its disk.
 */
export async function slicesOfSubsidyRollups(em: SqlEntityManager, most = mostAmounts): Promise<Slice[]> {
  const departments = await rows(
    em,
    'departmentsToCheck',
    sql<{ id: string; amounts: number }>`
      select whole.id, coalesce(own.amounts, 0)::int as "amounts"
      from (select distinct ${departmentOf} as id from territory t where t.kind = any(${local})) whole
      left join (
        select ${departmentOf} as id, sum(counted.amounts) as amounts
        from (select territory_id, count(*) as amounts from subsidy where set_aside is null group by territory_id) counted
        join territory t on t.id = counted.territory_id
        group by 1
      ) own on own.id = whole.id
      order by whole.id`,
  );
  const shares: string[][] = [];
  let room = 0;
  for (const { id, amounts } of departments) {
    const last = shares.at(-1);
    if (last === undefined || amounts > room) {
      shares.push([id]);
      room = most - amounts;
    } else {
      last.push(id);
      room -= amounts;
    }
  }
  return [
    ...shares.map(
      (ids): Slice =>
        (em) =>
          wrongOfDepartments(em, ids, shares.length === 1),
    ),
    wrongAbove,
  ];
}

/** How many rows of each rollup differ from what the amounts give. */
export async function wrongSubsidyRollups(em: SqlEntityManager): Promise<Counts> {
  const counts: Counts = {};
  for (const slice of await slicesOfSubsidyRollups(em)) addCounts(counts, await slice(em));
  return counts;
}

/** The département whose share a territory `t` is in; one that lies in none is a share of its own. */
const departmentOf = sql`case t.kind when ${DEPARTMENT} then t.id else coalesce(t.department_id, t.id) end`;

/**
 * Départements, their communes and EPCI, each from the amounts of all its parts: those are found by their keys, once.
 *
 * @param isAll true when these are all of them: there is nothing to look up then
 */
function wrongOfDepartments(em: SqlEntityManager, ids: readonly string[], isAll: boolean): Promise<Counts> {
  const isOfPart = isAll
    ? sql`true`
    : sql`s.territory_id = any(array(
            select distinct p.part_id from inside i join territory_part p on p.whole_id = i.id
          )::text[])`;
  const amounts = ofYear('amount', 'p.part_id', 'at once');
  return comparing(
    em,
    'wrongSubsidyRollups',
    sql`
      inside as materialized (
        select t.id, t.kind from territory t where t.kind = any(${local}) and ${departmentOf} = any(${ids})
      ),
      amount as materialized (
        select s.territory_id, s.fiscal_year, s.nature, s.sector, s.funding_line, s.section, s.precision, s.amount_cents,
               s.set_aside, s.demonstration, s.batch_revision
        from subsidy s
        where s.set_aside is null
          and ${isOfPart}
      ),
      whole as materialized (
        select distinct i.id, i.kind, y.fiscal_year, y.nature
        from (select distinct territory_id, fiscal_year, nature from amount) y
        join territory_part p on p.part_id = y.territory_id
        join inside i on i.id = p.whole_id
      ),
      sums as materialized ${sumsOfParts(sql`whole`, [EPCI, DEPARTMENT], amounts)},
      years as materialized ${yearsOfParts(sql`whole`, local, amounts)},
      groups as materialized ${groupsOfParts(sql`whole`, [DEPARTMENT], amounts)}`,
    sql`in (select id from inside)`,
  );
}

/** Rows of a table of each of the départements of a région, or of the country, `w`, as `s`. */
const ofDepartments = (table: string) => sql`
  territory w
  join territory d on d.kind = ${DEPARTMENT} and (d.region_id = w.id or w.kind = ${COUNTRY})
  join ${sql.table(table)} s on s.territory_id = d.id
  where w.kind = any(${above})`;

/**
 * Régions and the country, and rows of territories that are none. Sums come from the amounts themselves, so that none is lost between a
 * commune and the country; who reported, from the départements, which have been compared.
 */
function wrongAbove(em: SqlEntityManager): Promise<Counts> {
  return comparing(
    em,
    'wrongSubsidyRollupsAbove',
    sql`
      sums as materialized (
        select w.id, s.fiscal_year, s.nature, s.sector, s.funding_line, s.section, s.precision,
               sum(s.amount_cents)::bigint, count(*)::int
        from territory w join territory_part p on p.whole_id = w.id join subsidy s on s.territory_id = p.part_id
        where w.kind = any(${above}) and s.set_aside is null
        group by w.id, s.fiscal_year, s.nature, s.sector, s.funding_line, s.section, s.precision
      ),
      years as materialized ${yearsOfDepartments(ofDepartments('subsidy_year'))},
      groups as materialized ${groupsOfDepartments(ofDepartments('subsidy_group'))}`,
    sql`not in (select t.id from territory t where t.kind = any(${local}))`,
  );
}

/**
 * How many rows of the kept tables, of some territories, the relations `sums`, `years` and `groups` do not share with them.
 *
 * @param isOf condition on the key of a territory, which it follows
 */
async function comparing(
  em: SqlEntityManager,
  name: string,
  truth: RawBuilder<unknown>,
  isOf: RawBuilder<unknown>,
): Promise<Counts> {
  const differing = (table: string, of: RawBuilder<unknown>) =>
    differingFrom(sql`(select * from ${sql.table(table)} kept where kept.territory_id ${isOf})`, of);
  let found: Counts | undefined;
  await em.transactional(async (transaction) => {
    const within = transaction as SqlEntityManager;
    const compare = async () => {
      [found] = await rows(
        within,
        name,
        sql<Counts>`
          with ${truth}
          select ${differing('subsidy_sum', sql`(table sums)`)} as subsidy_sum,
                 ${differing('subsidy_year', sql`(table years)`)} as subsidy_year,
                 ${differing('subsidy_group', sql`(table groups)`)} as subsidy_group`,
      );
    };
    await joiningAtOnce(within, true, () => groupingAtOnce(within, compare));
  });
  return found ?? {};
}
