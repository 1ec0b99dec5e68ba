import { sql } from 'kysely';
import { isLocalDate, type LocalDate, today } from '../../calendar.js';
import { DatePrecision } from '../../convention/convention.rules.js';
import { groupBy, rows } from '../../db/sql.js';
import { upsert } from '../../db/upsert.js';
import { ActionStatus, actionStatusOf } from '../../plan/plan.rules.js';
import { ProgressEntry } from '../../plan/progress-entry.entity.js';
import { DatasetName } from '../../provenance/dataset-name.js';
import { foldName } from '../../territory/territory.rules.js';
import { identifier, optionalDate, optionalPercent, optionalText, type RowOf } from '../columns/column.js';
import { frenchDate } from '../columns/dates.js';
import { type SourceValues, sourceColumns } from '../columns/source-columns.js';
import { defineGrouped, type LandingContext, provenanceOf, type ReadRow } from '../dataset.js';
import type { RowPlace } from '../report/problem.js';
import { nearest, nearestCode } from '../report/suggestion.js';
import { rowsOfKnownConventions } from './known-conventions.js';

/** What templates propose; other words that mean the same are known too. */
const statusLabels = ['non engagé', 'programmé', 'en cours', 'réalisé', 'permanent', 'reporté', 'abandonné'];

/** Columns that give an action's status; a plan's file may have them too. */
export const statusColumns = {
  status: optionalText(
    ['status', 'état', "état d'avancement", 'avancement', 'statut'],
    'État d’avancement',
    statusLabels.map((label) => ({ label, words: [] })),
  ),
  observedOn: optionalDate(
    ['status_date', "date de l'état", 'date', "date d'observation"],
    'Jour où l’état a été observé',
  ),
  percent: optionalPercent(
    ['percent', 'avancement en %', "taux d'avancement", 'avancement (%)', 'pourcentage'],
    'Avancement, en pourcentage entier de 0 à 100',
  ),
  comment: optionalText(['comment', 'commentaire'], 'Commentaire'),
};

const columns = {
  reference: identifier(
    ['convention_ref', 'référence', 'référence de la convention'],
    'Référence de la convention',
  ),
  code: identifier(['objective_id', 'code', 'identifiant'], "Code de l'action dans son plan"),
  ...statusColumns,
  ...sourceColumns,
};

export type ProgressValues = RowOf<typeof columns>;

/** Dated progress of actions: one row per action and day. Later days never overwrite earlier ones. */
export const progress = defineGrouped<typeof columns>({
  name: DatasetName.PROGRESS,
  title: 'États d’avancement',
  description: 'L’état d’une action un jour donné. Un jour ne remplace jamais un autre.',
  columns,
  entity: ProgressEntry,
  // A plan's file has the same column, and may leave it empty.
  alsoOneOf: [['status']],
  partOf: ({ reference }) => reference,
  // A year in the words dates a status too: two such rows have no day and are of two days all the same.
  keyOf: ({ code, ...values }) => `${code} / ${observation(values).on ?? ''}`,
  recordKey: ({ reference, code, ...values }) => entryId({ nodeId: `${reference}/${code}`, values }),
  land: async (read, context) => {
    const checked = (await rowsOfKnownActions(await rowsOfKnownConventions(read, context), context)).filter(
      ({ at, values }) =>
        values.status !== null ||
        context.report.say(at, 'status', 'MISSING_VALUE', '', {
          detail: `choisissez ${statusLabels.join(', ')}`,
        }),
    );
    const entries = checked.map((row) => ({ ...row, notes: row.values.notes }));
    const { rowsAdded, rowsChanged, rowsUnchanged } = await landProgress(entries, context);
    return { added: rowsAdded, changed: rowsChanged, unchanged: rowsUnchanged };
  },
});

type ProgressRow = ReadRow<typeof columns>;

/** Keeps the rows of actions that the hub knows, and says of the others which it may be. */
async function rowsOfKnownActions(
  read: readonly ProgressRow[],
  { em, report }: LandingContext,
): Promise<(ProgressRow & { readonly nodeId: string })[]> {
  const placed = read.map((row) => ({ ...row, nodeId: `${row.values.reference}/${row.values.code}` }));
  const found = await rows(
    em,
    'knownActions',
    sql<{ id: string }>`
      select id from plan_node where id = any(${placed.map(({ nodeId }) => nodeId)}) and kind = 'ACTION'`,
  );
  const known = new Set(found.map(({ id }) => id));
  const missing = placed.filter(({ nodeId }) => !known.has(nodeId));
  const plans = await nodesOfPlans(em, [...new Set(missing.map(({ values }) => values.reference))]);
  return placed.filter(({ at, values: { reference, code }, nodeId }) => {
    if (known.has(nodeId)) return true;
    const nodes = plans.get(reference) ?? [];
    const isOther = nodes.some((node) => node.code === code);
    const actions = nodes.filter(({ isAction }) => isAction).map((node) => node.code);
    return report.say(at, 'code', 'UNKNOWN_NODE', code, {
      suggestion: isOther ? null : nearestCode(code, actions),
      detail: isOther
        ? 'C’est celui d’un enjeu ou d’un objectif : seules les actions avancent.'
        : codesOf(actions),
    });
  });
}

const codesOf = (actions: readonly string[]): string =>
  actions.length === 0
    ? 'Ce plan n’a pas encore d’action : chargez d’abord le plan.'
    : `Ses actions : ${actions.slice(0, 10).join(', ')}${actions.length > 10 ? '…' : ''}.`;

/** Codes of the plans in which some are unknown: a misspelt one is compared with them. */
async function nodesOfPlans(em: LandingContext['em'], references: readonly string[]) {
  if (references.length === 0) return new Map<string, { code: string; isAction: boolean }[]>();
  const found = await rows(
    em,
    'nodesOfPlans',
    sql<{ reference: string; code: string; isAction: boolean }>`
      select convention_reference as "reference", code, kind = 'ACTION' as "isAction"
      from plan_node where convention_reference = any(${references}) order by position, id limit 5000`,
  );
  return groupBy(found, ({ reference }) => reference);
}

type StatusValues = Pick<RowOf<typeof statusColumns>, 'status' | 'observedOn'>;

interface StatusRow {
  readonly at: RowPlace;
  readonly nodeId: string;
  readonly values: RowOf<typeof statusColumns> & SourceValues;
  /** Absent in the rows of a plan, whose notes are the node's own: the entry keeps those that it has. */
  readonly notes?: string | null;
}

interface Observation {
  readonly on: LocalDate | null;
  readonly precision: DatePrecision | null;
}

/**
 * When a status was observed: its own column, or a year that the words carry ("réalisé (2024)"), which stands
 * for its last day: by then it was so. Null when nothing dates it.
 */
function observation({ status, observedOn }: StatusValues): Observation {
  if (observedOn !== null) return { on: observedOn, precision: DatePrecision.DAY };
  const year = /\((\d{4})\)/.exec(status ?? '')?.[1];
  const lastDay = `${year}-12-31`;
  return isLocalDate(lastDay)
    ? { on: lastDay, precision: DatePrecision.YEAR }
    : { on: null, precision: null };
}

/** A status is observed, never announced. A bare year stands for its last day, so this year's is not in the future. */
function isPast({ at, values }: StatusRow, now: LocalDate, report: LandingContext['report']): boolean {
  const { on, precision } = observation(values);
  const latest = precision === DatePrecision.YEAR ? `${now.slice(0, 4)}-12-31` : now;
  if (on === null || on <= latest) return true;
  return report.say(
    at,
    values.observedOn === null ? 'status' : 'observedOn',
    'FUTURE_STATUS',
    frenchDate(on),
  );
}

const entryId = ({ nodeId, values }: Pick<StatusRow, 'nodeId'> & { readonly values: StatusValues }): string =>
  `${nodeId}@${observation(values).on ?? 'sans date'}`;

function sayUnknownStatus(at: RowPlace, words: string, report: LandingContext['report']): void {
  const suggestion = nearest(words, statusLabels);
  const detail = suggestion === null ? `Attendu : ${statusLabels.join(', ')}.` : '';
  report.say(at, 'status', 'UNKNOWN_STATUS', words, { suggestion, detail });
}

/** What landing statuses changed, and the actions of which something is new. */
interface ProgressLanding {
  readonly rowsAdded: number;
  readonly rowsChanged: number;
  readonly rowsUnchanged: number;
  readonly actions: ReadonlySet<string>;
}

/** Lands the statuses of actions that exist. */
export async function landProgress(
  read: readonly StatusRow[],
  { em, batch, report }: LandingContext,
): Promise<ProgressLanding> {
  // Two ways of writing one day, such as a date and a year that stands for it.
  const now = today();
  const distinct = report.firstOfEach(
    read.filter((row) => isPast(row, now, report)),
    'observedOn',
    entryId,
  );
  const records = distinct.map((row) => {
    const words = row.values.status ?? '';
    // What stands in brackets comments on the status: "réalisé (stated as set up)" is "réalisé".
    const status = actionStatusOf(foldName(words.replace(/^([^(]*)\(.*\)/s, '$1')));
    const { on, precision } = observation(row.values);
    if (status === null) sayUnknownStatus(row.at, words, report);
    else if (on === null) report.say(row.at, 'status', 'UNDATED_STATUS', words);
    return {
      id: entryId(row),
      plan_node_id: row.nodeId,
      observed_on: on,
      observed_precision: precision,
      status: status ?? ActionStatus.UNKNOWN,
      status_words: words,
      percent: row.values.percent,
      comment: row.values.comment,
      ...(row.notes !== undefined && { notes: row.notes }),
      ...provenanceOf(row.at, row.values, batch),
    };
  });
  const { added, changed, rowsAdded, rowsChanged } = await upsert(em, ProgressEntry, ['id'], records);
  const touched = records.filter(({ id }) => added.has(id) || changed.has(id));
  return {
    rowsAdded,
    rowsChanged,
    rowsUnchanged: records.length - rowsAdded - rowsChanged,
    actions: new Set(touched.map((record) => record.plan_node_id)),
  };
}
