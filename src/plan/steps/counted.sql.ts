import { type RawBuilder, sql } from 'kysely';
import type { Theme } from '../../convention/convention.rules.js';
import { holdsOn } from '../../convention/kept/states.sql.js';
import { judgedCounts, judgedPlans, rateOf } from '../completion-counts.sql.js';
import { lastPlanStep, ratedActions, wholePlan } from './completion-steps.sql.js';

/** Which of a plan is counted apart, beside the convention and the day. */
export interface Split {
  readonly theme: boolean;
  readonly status: boolean;
}

/**
 * Can the counts be read from the steps? Not those of a status, nor those of several themes together: what bears two of them counts
 * once there.
 */
export const isKept = ({ theme, status }: Split, themes: readonly Theme[] | null): boolean =>
  !status && (theme || themes === null || themes.length === 1);

/** Common table expressions that the counts of splits read: nothing, or the plans judged anew where steps do not tell. */
export const judgedFor = (splits: readonly Split[], themes: readonly Theme[] | null): RawBuilder<unknown> =>
  splits.every((split) => isKept(split, themes)) ? sql`` : sql`${judgedPlans(themes)},`;

/**
 * Select of the counts of each convention on each day of the relation `measured`: of each theme, each status, or all. What bears
 * several themes counts in each of them: a load keeps each theme of a node once, whatever words say it twice.
 */
export const countsOf = (split: Split, themes: readonly Theme[] | null): RawBuilder<unknown> =>
  isKept(split, themes) ? fromSteps(split, themes) : fromPlans(split, themes);

function fromSteps({ theme }: Split, themes: readonly Theme[] | null): RawBuilder<unknown> {
  const apart = themes === null ? sql`k.theme <> ${wholePlan}` : sql`k.theme = any(${themes}::text[])`;
  return sql`
    select k.*, measured.on_day, ${theme ? sql`k.theme` : sql`''::text`} as split_theme, ''::text as status,
           ${rateOf(sql`k.completed`, ratedActions)} as rate
    from measured ${
      theme
        ? sql`join completion_step k
                on k.reference = measured.reference and ${holdsOn('k', sql`measured.on_day`)} and ${apart}`
        : lastPlanStep({
            reference: sql`measured.reference`,
            theme: sql`${themes?.[0] ?? wholePlan}`,
            on: sql`measured.on_day`,
          })
    }`;
}

function fromPlans({ theme, status }: Split, themes: readonly Theme[] | null): RawBuilder<unknown> {
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
