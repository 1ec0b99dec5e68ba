import { asksAll } from '../../graphql/selection.js';
import { noCounts, sumNames } from '../completion-counts.sql.js';
import type { CompletionTableOrder } from './completion-measures.sql.js';
import { CompletionDimension, levelsOf, type TableLevel, tableLevels } from './completion-table.rules.js';
import type { CompletionTableQuestion } from './completion-table.sql.js';
import { countsIn } from './completion-table-filter.sql.js';

const ofActionRate = ['actions', 'completed', 'unknown', 'permanent', 'abandoned'];
const ofObjectiveRate = ['reached', 'not_reached', 'objectives_abandoned'];
const ofRates = [...ofActionRate, ...ofObjectiveRate];
const ofState = ['reporting', 'objectives', 'actions', 'undated'];

/** The sums that a field tells, whichever of actions and objectives it is asked of. */
const sumsOfField: Readonly<Record<string, readonly string[]>> = {
  state: ofState,
  hint: ofState,
  rate: ofRates,
  rateWithAbandoned: ofActionRate,
  previous: ofRates,
  meanOfConventionRates: ['mean_of_rates'],
  conventionsInMean: ['with_rate'],
  known: ['objectives', 'actions'],
  declared: ['declared_objectives', 'declared_actions'],
  conventionsDeclaring: ['declaring_objectives', 'declaring_actions'],
  reached: ['reached'],
  notReached: ['not_reached'],
  abandoned: ['objectives_abandoned', 'abandoned'],
  undetermined: ['undetermined'],
  withoutAction: ['without_action'],
  notStarted: ['not_started'],
  planned: ['planned'],
  inProgress: ['in_progress'],
  completed: ['completed'],
  permanent: ['permanent'],
  postponed: ['postponed'],
  unknown: ['unknown'],
  overdue: ['overdue'],
  withUndatedStatus: ['undated'],
  actionCount: ['actions'],
  actionShare: ['actions', 'reporting'],
};
const sumsOfOrder: Readonly<Record<CompletionTableOrder, readonly string[]>> = {
  ACTION_RATE: ofActionRate,
  OBJECTIVE_RATE: ofObjectiveRate,
  ACTION_COUNT: ['actions'],
  OVERDUE: ['overdue'],
  ACTION_CHANGE: ofRates,
  OBJECTIVE_CHANGE: ofRates,
  KEY: [],
};

/** What of a table has to be worked out, for what its answer tells and for its order. */
export function partsAsked({ asks = asksAll, by, otherDates, orderBy, statuses }: CompletionTableQuestion) {
  const sums = new Set([
    ...sumsOfOrder[orderBy],
    ...(statuses === null ? [] : ['actions', ...countsIn(statuses)]),
    ...(otherDates === null ? [] : ofRates),
    ...Object.entries(sumsOfField).flatMap(([field, names]) => (asks(field) ? names : [])),
  ]);
  return {
    levels: levelsAsked(by, asks('totalCount', 'subtotals', 'subtotalCount', 'totals', 'passports')),
    count: asks('totalCount'),
    subtotals: asks('subtotalCount'),
    rank: asks('rank'),
    share:
      (statuses !== null || by.includes(CompletionDimension.STATUS)) && asks('actionShare', 'state', 'hint'),
    /** The territory of each row. */
    territories: levelsOf(by).length > 0 || asks('passport', 'passports'),
    sums: sumNames.filter((name) => sums.has(name)),
  };
}

/** All levels, or the cells alone: a page beyond the last cell is counted by its totals alone. */
function levelsAsked(by: readonly CompletionDimension[], areAll: boolean): TableLevel[] {
  const levels = tableLevels(by);
  const cells = levels.filter(({ over }) => over === 0);
  return areAll || cells.length === 0 ? levels : cells;
}

/** What a row is without what is not asked. */
export const nothingElse = {
  ...noCounts,
  region: null,
  department: null,
  epci: null,
  commune: null,
  rank: 0,
  actionsOfAll: 0,
  before: null,
  conventionsBefore: 0,
  conventionsKept: 0,
  keptBefore: null,
  keptNow: null,
  cells: 0,
  subtotals: 0,
} as const;
