import { type RawBuilder, sql } from 'kysely';
import { Theme } from '../../convention/convention.rules.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { wholePlan } from '../steps/completion-steps.sql.js';
import { isKept, type Split } from '../steps/counted.sql.js';
import { largeKinds, planSums, standingSums } from '../steps/standing-sums.sql.js';
import {
  CompletionDimension,
  levelsOf,
  maximumPlans,
  type TableLevel,
  tableLevels,
} from './completion-table.rules.js';
import type { CompletionTableQuestion } from './completion-table.sql.js';

const { POPULATION_BAND, CONVENTION, TERRITORY_SCALE, THEME, STATUS } = CompletionDimension;

/** Which of a plan a level counts apart. */
export const splitOf = ({ by }: TableLevel): Split => ({
  theme: by.includes(THEME),
  status: by.includes(STATUS),
});

/** Can the whole table be read from the sums of départements? */
export const areSummed = ({ within, by, themes, compareTo }: CompletionTableQuestion): boolean =>
  compareTo === null &&
  ![POPULATION_BAND, CONVENTION, TERRITORY_SCALE].some((each) => by.includes(each)) &&
  [within.kind, ...levelsOf(by)].every((kind) => largeKinds.includes(kind)) &&
  tableLevels(by).every((level) => isKept(splitOf(level), themes));

/** How many plans a table may have to look at; null when it looks at none. */
export function maximumPlansOf(question: CompletionTableQuestion): number | null {
  if (areSummed(question)) return null;
  const isRead = tableLevels(question.by).every((level) => isKept(splitOf(level), question.themes));
  return isRead ? maximumPlans.kept : maximumPlans.judged;
}

/** Does a level have territories whose conventions may touch none of the finer ones? */
export const hasLeftOver = ({ by }: TableLevel, within: TerritoryKind): boolean =>
  (levelsOf(by).at(-1) ?? within) !== within;

/** Common table expressions of the sums of all places of a table: `w`, `added`. */
export function addedSums({ within, by, themes }: CompletionTableQuestion): RawBuilder<unknown> {
  const apart = by.includes(THEME) ? (themes ?? ['', ...Object.values(Theme)]) : (themes ?? []);
  return sql`
    w as materialized (select id, kind from whole),
    added as materialized (${standingSums(sql`${[wholePlan, ...apart]}::text[]`, within.kind !== TerritoryKind.DEPARTMENT)}),`;
}

/** Select of the groups of one level from `added`: columns of `groupsOf`. */
export function ofSums(level: TableLevel, { within, themes }: CompletionTableQuestion): RawBuilder<unknown> {
  const split = splitOf(level).theme;
  const kind = levelsOf(level.by).at(-1) ?? within.kind;
  const isTotal = kind === within.kind;
  const theme = themes?.[0] ?? wholePlan;
  const own = (name: string) => sql`own.${sql.ref(name)}`;
  const [withActions, reporting, ...counts] = planSums;
  // The whole territory has a total at every date, also when no convention is there to be counted.
  const isShown = isTotal ? sql`true` : sql`everything.conventions + everything.unsure > 0`;
  return sql`
    select ${level.over}::int as "over", w.id as place_id, ''::text as band, ''::text as scale, ''::text as convention,
           ${split ? sql`own.theme` : sql`''::text`} as theme, ''::text as status, day.on_day as asked, false as is_before,
           ${sql.join([withActions, reporting].map((name) => own(name as string)))}, everything.declared_objectives,
           everything.declared_actions, ${sql.join(counts.slice(0, -2).map(own))}, own.mean_of_rates, own.with_rate,
           everything.declaring_objectives, everything.declaring_actions, null::jsonb as kept,
           coalesce(everything.conventions, 0) as conventions, coalesce(everything.unsure, 0) as unsure, 0 as kept_conventions
    from w cross join day
    left join added everything on everything.place_id = w.id and everything.on_day = day.on_day and everything.theme = ${wholePlan}
    ${
      split
        ? sql`join added own on own.place_id = w.id and own.on_day = day.on_day and own.theme <> ${wholePlan}
                and own.objectives + own.actions > 0`
        : sql`left join added own on own.place_id = w.id and own.on_day = day.on_day and own.theme = ${theme}`
    }
    where w.kind = ${kind} and ${isShown}`;
}
