import { type Ratio, ratio } from '../../graphql/ratio.type.js';
import type { ActionCompletion, ObjectiveCompletion } from '../completion.type.js';
import { ratedActions } from '../plan.rules.js';
import type { CompletionChange, RateChange } from './completion-change.type.js';
import type { CompletionTableQuestion, CompletionTableRow as Row } from './completion-table.sql.js';
import type { ComparedCounts } from './completion-table-groups.sql.js';

/** What a row of a table is told from. */
export interface Told {
  readonly row: Row;
  readonly question: CompletionTableQuestion;
  /** Is it of some statuses alone, which have no rate? */
  readonly byStatus: boolean;
  readonly figures: {
    readonly actions: ActionCompletion | null;
    readonly objectives: ObjectiveCompletion | null;
  };
}

export const objectiveRate = (row: Row): Ratio =>
  ratio(row.reached, row.reached + row.notReached + row.objectivesAbandoned);
export const actionRate = (row: Row): Ratio => ratio(row.completed, ratedActions(row));

const nothing: ComparedCounts = { actions: 0, reached: 0, judged: 0, completed: 0, rated: 0 };

/** The same row at the date that its own is compared with, if it is with one. */
export function previousOf({ row, byStatus, question: { otherDates } }: Told): CompletionChange | null {
  const on = otherDates?.[row.date];
  if (on === undefined) return null;
  const before = row.before ?? nothing;
  const [keptBefore, keptNow] = [row.keptBefore ?? nothing, row.keptNow ?? nothing];
  const unlessStatus = (change: RateChange) => (byStatus ? null : change);
  const objectivesOf = ({ reached, judged }: ComparedCounts) => ratio(reached, judged);
  const actionsOf = ({ completed, rated }: ComparedCounts) => ratio(completed, rated);
  return {
    on,
    conventions: row.conventionsBefore,
    actionCount: before.actions,
    actionCountDifference: row.actions - before.actions,
    objectives: unlessStatus(rateChange(objectivesOf(before), objectiveRate(row))),
    actions: unlessStatus(rateChange(actionsOf(before), actionRate(row))),
    likeForLike: {
      conventions: row.conventionsKept,
      objectives: unlessStatus(rateChange(objectivesOf(keptBefore), objectivesOf(keptNow))),
      actions: unlessStatus(rateChange(actionsOf(keptBefore), actionsOf(keptNow))),
    },
  };
}

/** Worked out from whole numbers, so that 40 % less 50 % is -10 points and not -9.999…: `changeOf` of the SQL is its twin. */
const rateChange = (before: Ratio, now: Ratio): RateChange => {
  const parts = before.denominator * now.denominator;
  const difference = now.numerator * before.denominator - before.numerator * now.denominator;
  return { before, now, points: parts === 0 ? null : (100 * difference) / parts };
};
