import { sql } from 'kysely';
import { isLocalDate, type LocalDate } from '../../calendar.js';
import { DatePrecision } from '../../convention/convention.rules.js';
import { rows } from '../../db/sql.js';
import { upsert } from '../../db/upsert.js';
import { ActionStatus, actionStatusOf } from '../../plan/plan.rules.js';
import { ProgressEntry } from '../../plan/progress-entry.entity.js';
import { foldName } from '../../territory/territory.rules.js';
import { optionalDate, optionalText, type RowOf, requiredText } from '../column.js';
import { defineDataset, type LandingContext, provenanceOf, type SourceValues } from '../dataset.js';
import { sourceColumns } from '../source-columns.js';

/** Columns that give an action's status; a plan's file may have them too. */
export const statusColumns = {
  status: optionalText(['status', 'état', "état d'avancement"], 'État d’avancement'),
  observedOn: optionalDate(['status_date', "date de l'état"], 'Jour où l’état a été observé'),
  comment: optionalText(['comment', 'commentaire'], 'Commentaire'),
};

const columns = {
  reference: requiredText(
    ['convention_ref', 'référence', 'référence de la convention'],
    'Référence de la convention',
  ),
  code: requiredText(['objective_id', 'code', 'identifiant'], "Code de l'action dans son plan"),
  ...statusColumns,
  ...sourceColumns,
};

/** Dated progress of actions: one row per action and day. Later days never overwrite earlier ones. */
export const progress = defineDataset<typeof columns>({
  name: 'progress',
  title: 'États d’avancement',
  columns,
  key: ['reference', 'code', 'observedOn'],
  land: async (read, context) => {
    const { em, report } = context;
    const wanted = read.map(({ values }) => `${values.reference}/${values.code}`);
    const found = await rows(
      em,
      'knownActions',
      sql<{ id: string }>`select id from plan_node where id = any(${wanted}) and kind = 'ACTION'`,
    );
    const known = new Set(found.map(({ id }) => id));
    const checked = read
      .map(({ line, values }) => ({ line, values, nodeId: `${values.reference}/${values.code}` }))
      .filter(
        ({ line, values, nodeId }) =>
          (known.has(nodeId) || report.say(line, 'objective_id', 'UNKNOWN_NODE', nodeId)) &&
          (values.status !== null || report.say(line, 'status', 'MISSING_VALUE', '')),
      );
    const before = new Set(await existingEntries(context, checked.map(entryId)));
    const touched = await landProgress(checked, context);
    const added = checked.filter((row) => !before.has(entryId(row))).length;
    const changed = checked.filter((row) => before.has(entryId(row)) && touched.has(row.nodeId)).length;
    return { added, changed, unchanged: checked.length - added - changed };
  },
});

interface StatusRow {
  readonly line: number;
  readonly nodeId: string;
  readonly values: RowOf<typeof statusColumns> & SourceValues;
}

interface Observation {
  readonly on: LocalDate | null;
  readonly precision: DatePrecision | null;
}

/**
 * When a status was observed: its own column, or a year that the words carry ("réalisé (2024)"), which stands
 * for its last day: by then it was so. Null when nothing dates it.
 */
function observation({ status, observedOn }: RowOf<typeof statusColumns>): Observation {
  if (observedOn !== null) return { on: observedOn, precision: DatePrecision.DAY };
  const year = /\((\d{4})\)/.exec(status ?? '')?.[1];
  const lastDay = `${year}-12-31`;
  return isLocalDate(lastDay)
    ? { on: lastDay, precision: DatePrecision.YEAR }
    : { on: null, precision: null };
}

const entryId = ({ nodeId, values }: StatusRow): string =>
  `${nodeId}@${observation(values).on ?? 'sans date'}`;

async function existingEntries({ em }: LandingContext, ids: readonly string[]): Promise<string[]> {
  const found = await rows(
    em,
    'existingEntries',
    sql<{ id: string }>`select id from progress_entry where id = any(${ids})`,
  );
  return found.map(({ id }) => id);
}

/** Lands the statuses of actions that exist; returns the actions of which something is new. */
export async function landProgress(
  read: readonly StatusRow[],
  { em, batch, report }: LandingContext,
): Promise<Set<string>> {
  const records = read.map((row) => {
    const words = row.values.status ?? '';
    // What stands in brackets comments on the status: "réalisé (stated as set up)" is "réalisé".
    const status = actionStatusOf(foldName(words.replace(/\(.*\)/, '')));
    const { on, precision } = observation(row.values);
    if (status === null) report.say(row.line, 'status', 'UNKNOWN_STATUS', words);
    else if (on === null) report.say(row.line, 'status', 'UNDATED_STATUS', words);
    return {
      id: entryId(row),
      plan_node_id: row.nodeId,
      observed_on: on,
      observed_precision: precision,
      status: status ?? ActionStatus.UNKNOWN,
      status_words: words,
      comment: row.values.comment,
      ...provenanceOf(row.line, row.values, batch),
    };
  });
  const { added, changed } = await upsert(em, ProgressEntry, ['id'], records);
  const ids = new Set([...added, ...changed]);
  return new Set(records.filter(({ id }) => ids.has(id)).map((record) => record.plan_node_id));
}
