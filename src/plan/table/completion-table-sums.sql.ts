import { type RawBuilder, sql } from 'kysely';
import { Theme } from '../../convention/convention.rules.js';
import { list } from '../../db/grouping.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import { wholePlan } from '../steps/completion-steps.sql.js';
import { isOfSeveral, type Split } from '../steps/counted.sql.js';
import { largeKinds, standingSums } from '../steps/standing-sums.sql.js';
import { eachStatus, ofStatus, statusCounts } from '../steps/statuses.sql.js';
import { CompletionTableOrder } from './completion-measures.sql.js';
import {
  CompletionDimension,
  levelsOf,
  maximumPlans,
  type TableLevel,
  tableLevels,
} from './completion-table.rules.js';
import type { CompletionTableQuestion } from './completion-table.sql.js';
import { partsAsked } from './completion-table-asked.js';
import { isNarrowed } from './completion-table-filter.sql.js';

const { POPULATION_BAND, CONVENTION, TERRITORY_SCALE, THEME, STATUS } = CompletionDimension;

/** Which of a plan a level counts apart. */
export const splitOf = ({ by }: TableLevel, { orderBy }: CompletionTableQuestion): Split => ({
  theme: by.includes(THEME),
  status: by.includes(STATUS),
  late: by.includes(STATUS) && orderBy === CompletionTableOrder.OVERDUE,
});

/** Can the whole table be read from the sums of départements? */
export const areSummed = (question: CompletionTableQuestion): boolean => {
  const { within, by, themes, otherDates } = question;
  return (
    otherDates === null &&
    !isNarrowed(question) &&
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

/** Sums that tell whether a group is there. */
const always = ['conventions', 'unsure'];
/** Sums that a group of a theme, or a status, takes from whole plans. */
const ofWholePlans = ['declared_objectives', 'declared_actions', 'declaring_objectives', 'declaring_actions'];

/** The kind of territory that the groups of a level are. */
const kindOf = ({ by }: TableLevel, within: TerritoryKind): TerritoryKind => levelsOf(by).at(-1) ?? within;

const kindsOf = (question: CompletionTableQuestion): TerritoryKind[] => [
  ...new Set(partsAsked(question).levels.map((level) => kindOf(level, question.within.kind))),
];

/** Common table expressions of the sums of all places of a table: `w`, `added`. */
export function addedSums(question: CompletionTableQuestion): RawBuilder<unknown> {
  const { by, themes } = question;
  const { sums } = partsAsked(question);
  const apart = by.includes(THEME) ? (themes ?? ['', ...Object.values(Theme)]) : (themes ?? []);
  const kinds = kindsOf(question);
  const read = [
    ...always,
    ...(by.includes(THEME) ? ['objectives', 'actions'] : []),
    ...(by.includes(STATUS) ? statusCounts : []),
    ...sums,
  ];
  const isAbove = kinds.some((kind) => kind !== TerritoryKind.DEPARTMENT);
  return sql`
    w as materialized (select id, kind from whole where kind in (${sql.join(kinds.map((kind) => sql.lit(kind)))})),
    added as materialized (${standingSums(sql`${[wholePlan, ...apart]}::text[]`, isAbove, [...new Set(read)])}),`;
}

/** Select of the groups of one level from `added`: columns of `groupsOf`. */
export function ofSums(level: TableLevel, question: CompletionTableQuestion): RawBuilder<unknown> {
  const { within, themes } = question;
  const { theme: isThemed, status: isStated } = splitOf(level, question);
  const kind = kindOf(level, within.kind);
  // Most tables are of whole plans alone: nothing is joined with itself.
  const isWhole = !isThemed && !isStated && !themes?.length;
  const own = (name: string) => sql.ref(`${isWhole ? 'everything' : 'own'}.${name}`);
  const told = partsAsked(question).sums.map((name) => {
    if (ofWholePlans.includes(name)) return sql`everything.${sql.ref(name)}`;
    return isStated ? ofStatus(name) : own(name);
  });
  const ofWhole = sql`everything.theme = ${wholePlan}`;
  // The whole territory has a total at every date, also when no convention is there to be counted. Of other groups `added` has all
  // that is shown, and joins nothing: the planner takes it for one row, and would compare all with all.
  const isTotal = level.by.length === 0;
  const [place, on] = isTotal
    ? [sql`w.id`, sql`day.on_day`]
    : [sql`everything.place_id`, sql`everything.on_day`];
  const from = isTotal
    ? sql`w cross join day
          left join added everything on everything.place_id = w.id and everything.on_day = day.on_day and ${ofWhole}`
    : sql`added everything`;
  const isOfKind = sql`everything.place_id in (select id from w where kind = ${kind})`;
  const isShown = isTotal
    ? sql`w.kind = ${kind}`
    : sql`${ofWhole} and everything.conventions + everything.unsure > 0
          ${kindsOf(question).length > 1 ? sql`and ${isOfKind}` : sql``}`;
  const theme = isThemed
    ? sql`own.theme <> ${wholePlan} and own.objectives + own.actions > 0`
    : sql`own.theme = ${themes?.[0] ?? wholePlan}`;
  return sql`
    select ${level.over}::int as "over", ${place} as place_id, ''::text as band, ''::text as scale, ''::text as convention,
           ${isThemed ? sql`own.theme` : sql`''::text`} as theme, ${isStated ? sql`each.status` : sql`''::text`} as status,
           ${on} as asked, false as is_before, ${list(told)} null::jsonb as kept, coalesce(everything.conventions, 0) as conventions, coalesce(everything.unsure, 0) as unsure,
           0 as kept_conventions
    from ${from}
    ${
      isWhole
        ? sql``
        : sql`${isThemed || isStated ? sql`join` : sql`left join`} added own
      on own.place_id = ${place} and own.on_day = ${on} and ${theme}`
    }
    ${isStated ? eachStatus('own') : sql``}
    where ${isShown}`;
}
