import { type RawBuilder, sql } from 'kysely';
import type { Breakdown, BreakdownColumn } from '../dataset.js';

/** The amounts of a load, and those of the base that stay beside them. */
export interface Amounts {
  readonly staged: RawBuilder<unknown>;
  readonly target: RawBuilder<unknown>;
  readonly key: string;
  /** Columns whose equal values make one sum: a territory's fiscal year, of one nature. */
  readonly scope: readonly string[];
  readonly breakdown: Breakdown;
  /** True when the base keeps nothing of the years that the file brings. */
  readonly replacesYears: boolean;
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
  /** Numbers of the staged rows among its parts. */
  readonly stagedParts: readonly number[];
}

/**
 * Finds the amounts beside which a load brings more detailed ones, or the reverse. Nearly always the amounts of a year all
 * say equally much: then this is one pass over what is staged, and one over what the base holds of the same years.
 */
export function overlapsOf(amounts: Amounts): RawBuilder<Overlap> {
  const { staged, target, breakdown } = amounts;
  const key = (alias: string) => sql.ref(`${alias}.${amounts.key}`);
  const cents = (alias: string) => sql.ref(`${alias}.${breakdown.amount}`);
  const counts = (alias: string) => sql`${sql.ref(`${alias}.${breakdown.setAside}`)} is null`;
  const scope = (alias: string) => sql.join(amounts.scope.map((column) => sql.ref(`${alias}.${column}`)));
  const columns = (alias: string) =>
    sql.join(breakdown.by.map(({ column }) => sql.ref(`${alias}.${column}`)));
  const said = (alias: string) => saidBy(alias, breakdown);
  const telling = (alias: string) =>
    sql.join(
      breakdown.by
        .filter(({ isOftenBlank }) => !isOftenBlank)
        .map(({ column }) => sql.ref(`${alias}.${column}`)),
    );
  const doubtful = sql.lit(
    breakdown.by.reduce((bits, { isOftenBlank }, bit) => (isOftenBlank ? bits : bits | (1 << bit)), 0),
  );
  // Rows that the load replaces are no neighbours of its own.
  const stays = sql`${sql.lit(!amounts.replacesYears)} and ${counts('t')}
    and not exists (select from ${staged} s where ${key('s')} = ${key('t')})
    and not exists (select from ${staged} s where s.template_key = ${key('t')})`;
  return sql`
    with years as (
      select distinct ${scope('s')} from ${staged} s where ${counts('s')}
    ), alike as (
      select ${scope('a')}, min(a.said & ${doubtful}) as said, min(a.said) <> max(a.said) as differ
      from (
        select ${scope('s')}, ${columns('s')}, ${said('s')} as said from ${staged} s where ${counts('s')}
        union all
        select ${scope('t')}, ${columns('t')}, ${said('t')}
        from years y join ${target} t on (${scope('t')}) = (${scope('y')})
        where ${stays}
      ) a
      group by ${scope('a')}, ${telling('a')}
    ), mixed as materialized (
      select ${scope('a')} from alike a group by ${scope('a')} having bool_or(a.differ) or min(a.said) <> max(a.said)
    ), pool as materialized (
      select s.row_number as row, t.batch_revision as revision, ${key('s')} as key, ${scope('s')}, ${columns('s')},
             ${cents('s')} as cents, ${said('s')} as said
      from mixed m join ${staged} s on (${scope('s')}) = (${scope('m')}) left join ${target} t on ${key('t')} = ${key('s')}
      where ${counts('s')}
      union all
      select null, t.batch_revision, ${key('t')}, ${scope('t')}, ${columns('t')}, ${cents('t')}, ${said('t')}
      from mixed m join ${target} t on (${scope('t')}) = (${scope('m')})
      where ${stays}
    ), sums as (
      select w.row, w.revision, w.cents, grouping(p.said) = 1 as is_whole, bit_or(p.said & ~w.said) as missing,
             count(*)::int as parts, sum(p.cents) as part_cents,
             coalesce(array_agg(p.row) filter (where p.row is not null), '{}') as staged_parts,
             bool_or(sum(p.cents) = w.cents) over (partition by w.key) as is_sum
      from pool w join pool p on (${scope('p')}) = (${scope('w')}) and ${covers(breakdown)}
      where w.cents <> 0
      group by w.key, w.row, w.revision, w.cents, rollup (p.said)
    )
    select row, revision, cents::text as cents, missing, parts, part_cents::text as "partCents", is_sum as "isSum",
           staged_parts as "stagedParts"
    from sums
    where is_whole and (row is not null or staged_parts <> '{}') and (is_sum or missing & ${doubtful} <> 0)`;
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

/** That `p` says all that `w` does, and more. */
const covers = ({ by }: Breakdown): RawBuilder<boolean> =>
  sql`w.said & p.said = w.said and w.said <> p.said and ${sql.join(
    by.map(
      ({ column }, bit) =>
        sql`(w.said & ${sql.lit(1 << bit)} = 0 or ${sql.ref(`w.${column}`)} = ${sql.ref(`p.${column}`)})`,
    ),
    sql` and `,
  )}`;
