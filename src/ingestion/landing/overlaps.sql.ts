import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { rows } from '../../db/sql.js';
import type { Breakdown, BreakdownColumn } from '../dataset.js';

/** The amounts of a load, and those of the base that stay beside them. */
export interface Amounts {
  readonly staged: RawBuilder<unknown>;
  readonly target: RawBuilder<unknown>;
  readonly key: string;
  /** Columns whose equal values make one sum: a territory's fiscal year, of one nature. */
  readonly scope: readonly string[];
  readonly breakdown: Breakdown;
}

/** An amount that says less than others of the same sum, which may therefore be its parts. */
export interface Overlap {
  /** Its number among the staged rows; null when only the base holds it. */
  readonly row: number | null;
  /** The batch that brought it to the base; null when the base does not hold it. */
  readonly revision: number | null;
  readonly cents: string;
  /** What its parts say and it does not, a bit for each column of the breakdown. */
  readonly missing: number;
  readonly parts: number;
  readonly partCents: string;
  /** True when its parts, or those of them that say equally much, add up to it. */
  readonly isSum: boolean;
  /** Number of the first staged row among its parts; null when the base holds them all. */
  readonly firstRow: number | null;
  /** Numbers of all of them, for a sum that the base holds already; else empty. */
  readonly stagedParts: readonly number[];
}

// Tables of the transaction's own rather than one long statement: between two of them the planner learns how many rows
// there are, without which a few thousand are compared pair by pair.
const mixed = sql.raw('pg_temp.mixed_year');
const pool = sql.raw('pg_temp.overlap_pool');
const parts = sql.raw('pg_temp.overlap_part');

/**
 * Finds the amounts beside which a load brings more detailed ones, or the reverse. Nearly always the amounts of a year all
 * say equally much: then this is one pass over what is staged, and one over what the base holds of the same years.
 */
export async function findOverlaps(em: SqlEntityManager, amounts: Amounts): Promise<readonly Overlap[]> {
  for (const table of [mixed, pool, parts])
    await rows(em, 'dropOverlaps', sql`drop table if exists ${table}`);
  await rows(em, 'mixedYears', mixedYears(amounts));
  const [found] = await rows(
    em,
    'anyMixedYear',
    sql<{ any: boolean }>`select exists (select from ${mixed}) as any`,
  );
  if (!found?.any) return [];
  await rows(em, 'analyzeMixed', sql`analyze ${mixed}`);
  await rows(em, 'overlapPool', poolOf(amounts));
  await rows(em, 'withoutReplaced', withoutReplaced(amounts));
  await rows(em, 'analyzePool', sql`analyze ${pool}`);
  await rows(em, 'overlapParts', partsOf(amounts));
  await rows(em, 'analyzeParts', sql`analyze ${parts}`);
  return rows(em, 'overlaps', overlapsOf(amounts));
}

const list = (alias: string, columns: readonly string[]) =>
  sql.join(columns.map((column) => sql.ref(`${alias}.${column}`)));
const columnsOf = ({ by }: Breakdown, only: (column: BreakdownColumn) => boolean = () => true): string[] =>
  by.filter(only).map(({ column }) => column);
const isTelling = ({ isOftenBlank }: BreakdownColumn) => !isOftenBlank;
/** The columns whose absence alone makes a doubt, a bit for each. */
const doubtful = ({ by }: Breakdown) =>
  sql.lit(by.reduce((bits, column, bit) => (isTelling(column) ? bits | (1 << bit) : bits), 0));
const counts = (alias: string, { setAside }: Breakdown) => sql`${sql.ref(`${alias}.${setAside}`)} is null`;

/** The years whose amounts, staged or held, do not all say equally much; those that the load replaces are still among them. */
function mixedYears({ staged, target, scope, breakdown }: Amounts): RawBuilder<unknown> {
  const telling = columnsOf(breakdown, isTelling);
  const select = (alias: string) =>
    sql`select ${list(alias, scope)}, ${list(alias, telling)}, ${saidBy(alias, breakdown)} as said`;
  const held = sql`
    union all ${select('t')}
    from (select distinct ${list('s', scope)} from ${staged} s where ${counts('s', breakdown)}) y
    join ${target} t on (${list('t', scope)}) = (${list('y', scope)}) where ${counts('t', breakdown)}`;
  return sql`
    create temp table mixed_year on commit drop as
    select ${list('a', scope)}
    from (
      select ${list('e', scope)}, min(e.said & ${doubtful(breakdown)}) as said, min(e.said) <> max(e.said) as differ
      from (${select('s')} from ${staged} s where ${counts('s', breakdown)} ${held}) e
      group by ${list('e', scope)}, ${list('e', telling)}
    ) a
    group by ${list('a', scope)} having bool_or(a.differ) or min(a.said) <> max(a.said)`;
}

/** The amounts of the mixed years: staged ones with their row, held ones with their batch. */
function poolOf({ staged, target, key, scope, breakdown }: Amounts): RawBuilder<unknown> {
  const amount = (alias: string) => sql`
    ${list(alias, scope)}, ${list(alias, columnsOf(breakdown))}, ${sql.ref(`${alias}.${key}`)} as key,
    ${sql.ref(`${alias}.${breakdown.amount}`)} as cents, ${saidBy(alias, breakdown)} as said`;
  const held = sql`
    union all select null, t.batch_revision, ${amount('t')}
    from ${mixed} m join ${target} t on (${list('t', scope)}) = (${list('m', scope)}) where ${counts('t', breakdown)}`;
  return sql`
    create temp table overlap_pool on commit drop as
    select s.row_number as row, null::int as revision, ${amount('s')}
    from ${mixed} m join ${staged} s on (${list('s', scope)}) = (${list('m', scope)}) where ${counts('s', breakdown)}
    ${held}`;
}

/** A record that the load replaces is no neighbour of its own: its row takes its place, and knows its batch. */
const withoutReplaced = ({ staged, key }: Amounts): RawBuilder<unknown> => sql`
  with replaced as (
    delete from ${pool} p using (
      select ${sql.ref(key)} as key from ${staged}
    ) s
    where p.row is null and p.key = s.key returning p.key, p.revision
  )
  update ${pool} p set revision = replaced.revision from replaced where p.key = replaced.key and p.row is not null`;

/** What an amount of each mask, saying the same words, would be the sum of: all of its parts, and those that say equally much. */
const partsOf = ({ scope, breakdown }: Amounts): RawBuilder<unknown> => sql`
  create temp table overlap_part on commit drop as
  select ${list('p', scope)}, w.said, ${wordsOf('p', sql`w.said`, breakdown)} as words, grouping(p.said) = 1 as is_all,
         bit_or(p.said & ~w.said) as missing, count(*)::int as parts, sum(p.cents) as cents, min(p.row) as first_row,
         array_agg(p.row) filter (where p.row is not null) as rows
  from ${pool} p join (select distinct ${list('pool', scope)}, pool.said from ${pool} pool) w
    on (${list('p', scope)}) = (${list('w', scope)}) and w.said & p.said = w.said and w.said <> p.said
  group by ${list('p', scope)}, w.said, words, rollup (p.said)`;

function overlapsOf({ scope, breakdown }: Amounts): RawBuilder<Overlap> {
  const same = (one: string, other: string) => sql`
    (${list(one, scope)}) = (${list(other, scope)}) and ${sql.ref(`${one}.said`)} = ${sql.ref(`${other}.said`)}
    and ${sql.ref(`${one}.words`)} = ${sql.ref(`${other}.words`)}`;
  return sql`
    with whole as (
      select p.row, p.revision, ${list('p', scope)}, p.cents, p.said, ${wordsOf('p', sql`p.said`, breakdown)} as words
      from ${pool} p where p.cents <> 0
    ), sums as (
      select distinct ${list('p', scope)}, p.said, p.words, p.cents from ${parts} p
    ), found as (
      select w.*, p.missing, p.parts, p.cents as part_cents, p.first_row, s.cents is not null as is_sum,
             row_number() over (
               partition by ${list('w', scope)}, w.said, w.words, w.row is null, w.revision is null, s.cents is null
             ) as place
      from whole w
      join ${parts} p on ${same('p', 'w')} and p.is_all
      left join sums s on ${same('s', 'w')} and s.cents = w.cents
    )
    select f.row, f.revision, f.cents::text as cents, f.missing, f.parts, f.part_cents::text as "partCents",
           f.is_sum as "isSum", f.first_row as "firstRow", coalesce(p.rows, '{}') as "stagedParts"
    from found f
    left join ${parts} p on p.is_all and f.is_sum and f.revision is not null and f.place = 1 and ${same('p', 'f')}
    where (f.row is not null or (f.first_row is not null and (f.is_sum or f.place = 1)))
      and (f.is_sum or f.missing & ${doubtful(breakdown)} <> 0)`;
}

/** Which columns of the breakdown an amount fills, a bit for each. */
const saidBy = (alias: string, { by }: Breakdown): RawBuilder<number> =>
  sql`(${sql.join(
    by.map((column, bit) => sql`((${isSaid(alias, column)})::int << ${sql.lit(bit)})`),
    sql` | `,
  )})`;

function isSaid(alias: string, { column, unsaid, words }: BreakdownColumn): RawBuilder<boolean> {
  const own = sql<boolean>`${sql.ref(`${alias}.${column}`)} is distinct from ${sql.lit(unsaid)}`;
  return words === undefined ? own : sql`${own} or cardinality(${sql.ref(`${alias}.${words}`)}) > 1`;
}

/** What an amount says in the columns of a mask, and null in the others: equal for a whole and all of its parts. */
const wordsOf = (alias: string, mask: RawBuilder<unknown>, { by }: Breakdown): RawBuilder<string[]> =>
  sql`array[${sql.join(
    by.map(
      ({ column }, bit) =>
        sql`case when ${mask} & ${sql.lit(1 << bit)} <> 0 then ${sql.ref(`${alias}.${column}`)} end`,
    ),
  )}]::text[]`;
