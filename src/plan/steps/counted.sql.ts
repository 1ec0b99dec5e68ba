import { type RawBuilder, sql } from 'kysely';
import { Theme } from '../../convention/convention.rules.js';
import { holdsOn } from '../../convention/kept/states.sql.js';
import { eachByKey } from '../../db/many.js';
import { judgedCounts, judgedPlans, rateOf } from '../completion-counts.sql.js';
import {
  isOfSet,
  lastPlanStep,
  planCounts,
  ratedActions,
  themesOfSet,
  wholePlan,
} from './completion-steps.sql.js';
import { eachStatus, ofStatus } from './statuses.sql.js';

/** Which of a plan is counted apart, beside the convention and the day. */
export interface Split {
  readonly theme: boolean;
  readonly status: boolean;
  /** Which actions of each status are late, too: no step tells, and plans are judged anew. */
  readonly late?: boolean;
}

/** A plan counted as one. */
export const whole: Split = { theme: false, status: false };

type Themes = readonly Theme[] | null;

/** Are the counts of several themes together, where what bears two of them counts once? */
export const isOfSeveral = ({ theme }: Split, themes: Themes): boolean =>
  !theme && themes !== null && themes.length > 1;

/** Common table expressions that the counts of splits read: nothing, or the plans judged anew where steps do not tell. */
export const judgedFor = (splits: readonly Split[], themes: Themes): RawBuilder<unknown> =>
  splits.some(({ late }) => late) ? sql`${judgedPlans(themes)},` : sql``;

/**
 * Select of the counts of each convention on each day of the relation `measured`: of each theme, each status, or all. What bears
 * several themes counts in each of them: a load keeps each theme of a node once, whatever words say it twice.
 */
export function countsOf(split: Split, themes: Themes): RawBuilder<unknown> {
  if (split.late) return fromPlans(split, themes);
  const steps = isOfSeveral(split, themes) ? stepsOfSeveral(themes ?? []) : stepsOfEach(split, themes);
  return split.status
    ? sql`
        select k.reference, k.on_day, k.split_theme, each.status, ${sql.join(planCounts.map(ofStatus))}, false as reporting, null::numeric as rate
        from (${steps}) k ${eachStatus('k')}`
    : sql`
        select k.*, ''::text as status, ${rateOf(sql`k.completed`, ratedActions)} as rate
        from (${steps}) k`;
}

const counts = sql.join(planCounts.map((name) => sql`k.${sql.ref(name)}`));

function stepsOfEach({ theme }: Split, themes: Themes): RawBuilder<unknown> {
  // Theme by theme, each step by its key: the planner would read the steps of all plans.
  const apart = theme
    ? sql`cross join unnest(${themes ?? ['', ...Object.values(Theme)]}::text[]) asked(theme)`
    : sql`cross join (select ${themes?.[0] ?? wholePlan}::text as theme) asked`;
  return sql`
    select measured.reference, measured.on_day, ${theme ? sql`k.theme` : sql`''::text`} as split_theme, ${counts}, k.reporting
    from measured ${apart}
    ${lastPlanStep({ reference: sql`measured.reference`, theme: sql`asked.theme`, on: sql`measured.on_day` })}`;
}

/** All that bear at least one of the themes: those of each, less those that bear several of them and are there several times. */
const stepsOfSeveral = (themes: readonly Theme[]): RawBuilder<unknown> => sql`
  select reference, on_day, ''::text as split_theme,
         ${sql.join(planCounts.map((name) => sql`sum(sign * ${sql.ref(name)})::int as ${sql.ref(name)}`))},
         bool_or(reporting) as reporting
  from (
    select measured.reference, measured.on_day, 1 as sign, ${counts}, k.reporting
    from measured cross join unnest(${themes}::text[]) asked(theme)
    ${lastPlanStep({
      reference: sql`measured.reference`,
      theme: sql`asked.theme`,
      on: sql`measured.on_day`,
    })}
    union all
    select measured.reference, measured.on_day, 1 - again.times, ${counts}, k.reporting
    from measured
    ${eachByKey(
      sql`select * from completion_step k
          where k.reference = measured.reference and ${isOfSet} and ${holdsOn('k', sql`measured.on_day`)}`,
      'k',
    )}
    cross join lateral (
      select count(*)::int as times from unnest(${themesOfSet}) borne(theme) where borne.theme = any(${themes}::text[])
    ) again
    where again.times > 1
  ) part
  group by reference, on_day`;

function fromPlans({ theme, status }: Split, themes: Themes): RawBuilder<unknown> {
  const each = sql`
    cross join lateral (
      select unnest(case when cardinality(judged.themes) = 0 then '{""}'::text[] else judged.themes end) as theme
    ) borne`;
  return sql`
    select reference, on_day, ${theme ? sql`borne.theme` : sql`''::text`} as split_theme,
           ${status ? sql`state` : sql`''::text`} as status, ${judgedCounts}
    from judged ${theme ? each : sql``}
    where ${status ? sql`kind = 'ACTION'` : sql`true`}
      and ${theme && themes !== null ? sql`borne.theme = any(${themes}::text[])` : sql`true`}
    group by 1, 2, 3, 4`;
}
