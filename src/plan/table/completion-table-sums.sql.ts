import { type RawBuilder, sql } from 'kysely';
import { Theme } from '../../convention/convention.rules.js';
import { isFiltered } from '../../territory/table-filter.sql.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { wholePlan } from '../steps/completion-steps.sql.js';
import { isOfSeveral, type Split } from '../steps/counted.sql.js';
import { largeKinds, planSums, standingSums } from '../steps/standing-sums.sql.js';
import { eachStatus, ofStatus } from '../steps/statuses.sql.js';
import { CompletionTableOrder } from './completion-measures.sql.js';
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
export const splitOf = ({ by }: TableLevel, { orderBy }: CompletionTableQuestion): Split => ({
  theme: by.includes(THEME),
  status: by.includes(STATUS),
  late: by.includes(STATUS) && orderBy === CompletionTableOrder.OVERDUE,
});

/** Can the whole table be read from the sums of départements? */
export const areSummed = (question: CompletionTableQuestion): boolean => {
  const { within, by, themes, compareTo } = question;
  return (
    compareTo === null &&
    !isFiltered(question) &&
    ![POPULATION_BAND, CONVENTION, TERRITORY_SCALE].some((each) => by.includes(each)) &&
    [within.kind, ...levelsOf(by)].every((kind) => largeKinds.includes(kind)) &&
    tableLevels(by).every((level) => {
      const split = splitOf(level, question);
      return !split.late && !isOfSeveral(split, themes);
    })
  );
};

/** How many plans a table may have to look at; null when it looks at none. */
export function maximumPlansOf(question: CompletionTableQuestion): number | null {
  if (areSummed(question)) return null;
  const isJudged = tableLevels(question.by).some((level) => splitOf(level, question).late);
  return isJudged ? maximumPlans.judged : maximumPlans.kept;
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
export function ofSums(level: TableLevel, question: CompletionTableQuestion): RawBuilder<unknown> {
  const { within, themes } = question;
  const { theme: isThemed, status: isStated } = splitOf(level, question);
  const kind = levelsOf(level.by).at(-1) ?? within.kind;
  // Most tables are of whole plans alone: nothing is joined with itself.
  const isWhole = !isThemed && !isStated && !themes?.length;
  const own = (name: string) => sql.ref(`${isWhole ? 'everything' : 'own'}.${name}`);
  const ofPlans = planSums.filter((name) => name !== 'mean_of_rates' && name !== 'with_rate');
  const [withActions, reporting, ...counts] = ofPlans;
  const mean = isStated
    ? sql`null::float8 as mean_of_rates, 0 as with_rate`
    : sql`${own('mean_of_rates')}, ${own('with_rate')}`;
  const [ofConventions, counted] = isStated
    ? [sql`0 as with_actions, 0 as reporting`, ofStatus(counts)]
    : [sql.join([withActions, reporting].map((name) => own(name as string))), sql.join(counts.map(own))];
  // The whole territory has a total at every date, also when no convention is there to be counted.
  const isShown = level.by.length === 0 ? sql`true` : sql`everything.conventions + everything.unsure > 0`;
  const theme = isThemed
    ? sql`own.theme <> ${wholePlan} and own.objectives + own.actions > 0`
    : sql`own.theme = ${themes?.[0] ?? wholePlan}`;
  return sql`
    select ${level.over}::int as "over", w.id as place_id, ''::text as band, ''::text as scale, ''::text as convention,
           ${isThemed ? sql`own.theme` : sql`''::text`} as theme, ${isStated ? sql`each.status` : sql`''::text`} as status,
           day.on_day as asked, false as is_before, ${ofConventions}, everything.declared_objectives,
           everything.declared_actions, ${counted}, ${mean}, everything.declaring_objectives, everything.declaring_actions,
           null::jsonb as kept, coalesce(everything.conventions, 0) as conventions, coalesce(everything.unsure, 0) as unsure,
           0 as kept_conventions
    from w cross join day
    left join added everything on everything.place_id = w.id and everything.on_day = day.on_day and everything.theme = ${wholePlan}
    ${
      isWhole
        ? sql``
        : sql`${isThemed || isStated ? sql`join` : sql`left join`} added own
      on own.place_id = w.id and own.on_day = day.on_day and ${theme}`
    }
    ${isStated ? eachStatus('own') : sql``}
    where w.kind = ${kind} and ${isShown}`;
}
