import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '../calendar.js';
import { CoverageRule, type Theme } from '../convention/convention.rules.js';
import { conventionsAlive, standingOnce } from '../convention/kept/states.sql.js';
import type { FewCounts } from './few-counts.js';
import { countColumn } from './plan-counts.rules.js';
import { planStepOn, wholePlan } from './steps/completion-steps.sql.js';

interface Asked {
  readonly isTerritory: boolean;
  readonly on: LocalDate;
  readonly theme: Theme | null;
  readonly counts: FewCounts;
}

/**
 * Select of some counts of the plans of territories, or of conventions, on one day: columns `id`, `conventions` and those of the counts.
 * What no convention touches has no row.
 */
export const fewCountsOf = (
  ids: readonly string[],
  { isTerritory, on, theme, counts }: Asked,
): RawBuilder<unknown> => sql`
  with touched as materialized (${
    isTerritory
      ? conventionsAlive(ids, on)
      : sql`select reference as whole_id, reference from convention where reference = any(${ids})`
  }),
  -- Of a convention that touches many communes, the plan is looked up once.
  counted as materialized (
    select measured.reference ${sql.join(
      namesOf(counts).map((name) => sql`, k.${sql.ref(name)}`),
      sql``,
    )}
    from ${
      isTerritory
        ? sql`(select * from (${standingOnce({ on, rule: CoverageRule.PERIOD })}) stood where state = 'IN_FORCE')`
        : sql`touched`
    } measured
    left join lateral (${planStepOn({
      reference: sql`measured.reference`,
      theme: sql`${theme ?? wholePlan}`,
      on: sql`${on}::date`,
    })}) k on true
  )
  select touched.whole_id as "id", count(*)::int as "conventions"
         ${sql.join(
           counts.map((each) => sql`, ${summed(each)} as ${sql.ref(each)}`),
           sql``,
         )}
  from touched join counted k on k.reference = touched.reference
  group by touched.whole_id`;

const namesOf = (counts: FewCounts) => counts.map(columnOf);

const columnOf = (count: FewCounts[number]): string =>
  count === 'conventionsReporting' ? 'reporting' : countColumn[count];

const summed = (count: FewCounts[number]): RawBuilder<unknown> => {
  const column = sql`k.${sql.ref(columnOf(count))}`;
  return count === 'conventionsReporting'
    ? sql`(count(*) filter (where ${column}))::int`
    : sql`coalesce(sum(${column}), 0)::int`;
};
