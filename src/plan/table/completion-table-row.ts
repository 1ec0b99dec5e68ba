import type { LocalDate } from '../../calendar.js';
import type { PlaceKey } from '../../convention/table/table-key.resolver.js';
import { type Ratio, ratio } from '../../graphql/ratio.type.js';
import { ValueState } from '../../provenance/provenance.type.js';
import { country } from '../../territory/territory.rules.js';
import { figuresOf } from '../completion.resolver.js';
import { ratedActions } from '../plan.rules.js';
import type { CompletionChange, RateChange } from './completion-change.type.js';
import {
  CompletionDimension,
  CompletionTableOrder,
  dimensionsOf,
  tableLevels,
} from './completion-table.rules.js';
import type { CompletionTableQuestion, CompletionTableRow as Row } from './completion-table.sql.js';
import type { CompletionTableKey, CompletionTableRow } from './completion-table.type.js';
import type { ComparedCounts } from './completion-table-groups.sql.js';

const { COUNTRY, REGION, DEPARTMENT, EPCI, COMMUNE, THEME, STATUS } = CompletionDimension;

export type Key = CompletionTableKey & PlaceKey;

/** A row remembers what it was asked and what it counts, to say on what it rests and to list its objectives and actions. */
export type AnsweredRow = CompletionTableRow & {
  readonly key: Key;
  readonly question: CompletionTableQuestion;
  readonly counted: Row;
};

/** A group as the API says it. */
export function tableRow(row: Row, question: CompletionTableQuestion): AnsweredRow {
  const { by, themes, compareTo } = question;
  const level = tableLevels(by).find(({ over }) => over === row.over);
  const dimensions = level === undefined ? [] : dimensionsOf(by, level);
  const byStatus = dimensions.includes(STATUS);
  const figures = figuresOf(row, themes !== null || dimensions.includes(THEME));
  return {
    key: keyOf(row, dimensions),
    question,
    counted: row,
    dimensions,
    rank: row.over === 0 && isRanked(row, question) ? row.rank : null,
    ...(byStatus ? ofStatus : figures),
    conventions: row.conventions,
    conventionsWithUnknownDates: row.conventionsUndetermined,
    actionCount: row.actions,
    actionShare: byStatus ? ratio(row.actions, row.actionsOfAll) : null,
    previous: compareTo === null ? null : previousOf(row, compareTo, byStatus),
  };
}

const ofStatus = {
  state: ValueState.NOT_APPLICABLE,
  hint: 'Un état n’a pas de taux d’avancement : lisez « actionCount » et « actionShare ».',
  objectives: null,
  actions: null,
};

function keyOf(row: Row, dimensions: readonly CompletionDimension[]): Key {
  // A place knows the territories that contain it, whether or not the row is told apart by them.
  const placed = (dimension: CompletionDimension, id: string | null) =>
    dimensions.includes(dimension) ? id : null;
  return {
    date: row.date,
    populationBand: row.populationBand,
    territoryScale: row.territoryScale,
    theme: row.theme,
    status: row.status,
    country: placed(COUNTRY, country.id),
    region: placed(REGION, row.region),
    department: placed(DEPARTMENT, row.department),
    epci: placed(EPCI, row.epci),
    commune: placed(COMMUNE, row.commune),
    convention: row.convention,
  };
}

const objectiveRate = (row: Row): Ratio =>
  ratio(row.reached, row.reached + row.notReached + row.objectivesAbandoned);
const actionRate = (row: Row): Ratio => ratio(row.completed, ratedActions(row));

/** Has the row what the table is ordered by? What is unknown stands last, without a rank. */
function isRanked(row: Row, { orderBy }: CompletionTableQuestion): boolean {
  switch (orderBy) {
    case CompletionTableOrder.KEY:
      return false;
    case CompletionTableOrder.ACTION_COUNT:
    case CompletionTableOrder.OVERDUE:
      return true;
    case CompletionTableOrder.ACTION_RATE:
      return actionRate(row).value !== null;
    case CompletionTableOrder.OBJECTIVE_RATE:
      return objectiveRate(row).value !== null;
    case CompletionTableOrder.ACTION_CHANGE:
      return actionRate(row).value !== null && (row.before?.rated ?? 0) > 0;
    case CompletionTableOrder.OBJECTIVE_CHANGE:
      return objectiveRate(row).value !== null && (row.before?.judged ?? 0) > 0;
  }
}

const nothing: ComparedCounts = { actions: 0, reached: 0, judged: 0, completed: 0, rated: 0 };

function previousOf(row: Row, on: LocalDate, byStatus: boolean): CompletionChange {
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
