import type { PlaceKey } from '../../convention/table/table-key.resolver.js';
import { ratio } from '../../graphql/ratio.type.js';
import { type Measured, measuredOf, orderOf } from '../../provenance/measure.rules.js';
import { ValueState } from '../../provenance/provenance.type.js';
import { country } from '../../territory/territory.rules.js';
import { figuresOf } from '../completion.resolver.js';
import { ActionStatus } from '../plan.rules.js';
import { withForecast } from '../plan-forecast.rules.js';
import { completionMeasures, completionOrders } from './completion-measures.sql.js';
import { CompletionDimension, dimensionsOf, tableLevels } from './completion-table.rules.js';
import type { CompletionTableQuestion, CompletionTableRow as Row } from './completion-table.sql.js';
import type { CompletionTableKey, CompletionTableRow } from './completion-table.type.js';

const { COUNTRY, REGION, DEPARTMENT, EPCI, COMMUNE, THEME, STATUS } = CompletionDimension;

export type Key = CompletionTableKey & PlaceKey;

/** A row remembers what it was asked and what it counts, to say on what it rests and to list its objectives and actions. */
export type AnsweredRow = CompletionTableRow &
  Measured<typeof completionMeasures> & {
    readonly key: Key;
    readonly question: CompletionTableQuestion;
    readonly counted: Row;
  };

/** A group as the API says it. */
export function tableRow(row: Row, question: CompletionTableQuestion): AnsweredRow {
  const { by, themes, statuses } = question;
  const level = tableLevels(by).find(({ over }) => over === row.over);
  const dimensions = level === undefined ? [] : dimensionsOf(by, level);
  const byStatus = statuses !== null || dimensions.includes(STATUS);
  const isThemed = themes !== null || dimensions.includes(THEME);
  const isUnreported = countsUnreported(row, question);
  const { state, hint, ...figures } = isUnreported
    ? { ...ofStatus, ...reasonOf(figuresOf({ ...row, actions: row.actionsOfAll }, isThemed, row.date)) }
    : byStatus
      ? { ...ofStatus, hint: withForecast(ofStatus.hint, row.date) }
      : figuresOf(row, isThemed, row.date);
  // Whoever names conventions is told of those: others may be in force.
  const isNamedAway = question.conventions !== null && row.conventions === 0;
  const told = { row, question, byStatus, figures };
  const order = orderOf(completionOrders, question.orderBy);
  return {
    key: keyOf(row, dimensions),
    question,
    counted: row,
    dimensions,
    rank: row.over === 0 && order?.isKnown(told) ? row.rank : null,
    state,
    hint: isNamedAway ? namedAway : hint,
    conventionsWithUnknownDates: row.conventionsUndetermined,
    actionShare: byStatus && !isUnreported ? ratio(row.actions, row.actionsOfAll) : null,
    ...measuredOf(completionMeasures, told),
  };
}

const namedAway =
  'Aucune des conventions demandées par « conventions » ne touche ce territoire en étant, à ce que sait le hub, en vigueur à cette ' +
  'date : rien d’elles n’est compté ici.';

const ofStatus = {
  state: ValueState.NOT_APPLICABLE,
  hint:
    'Des actions choisies par leur état n’ont pas de taux d’avancement : lisez « actionCount » et « actionShare », qui les rapporte à ' +
    'toutes les actions, d’état inconnu comprises.',
  objectives: null,
  actions: null,
};

const reasonOf = ({ state, hint }: Pick<CompletionTableRow, 'state' | 'hint'>) => ({ state, hint });

/** Does a row count actions of some states where no state is known? That is unknown, and not none. */
const countsUnreported = (row: Row, { statuses }: CompletionTableQuestion): boolean =>
  statuses !== null &&
  !statuses.includes(ActionStatus.UNKNOWN) &&
  row.status === null &&
  row.conventionsReporting === 0;

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
