import { sql } from 'kysely';
import { rows } from '../../db/sql.js';
import { tableOf } from '../../db/upsert.js';
import type { Columns } from '../columns/column.js';
import type { GroupedDataset, LandingContext, ReadRow } from '../dataset.js';
import { toldConventions } from '../datasets/known-conventions.js';

/**
 * Keeps out the rows of a template whose record has changed in the hub since the template was made, or whose identifier
 * was edited: loading them would undo somebody's change, or make a second record of one.
 */
export async function refuseOutdated<C extends Columns>(
  read: readonly ReadRow<C>[],
  dataset: GroupedDataset<C>,
  context: LandingContext,
): Promise<readonly ReadRow<C>[]> {
  const { em, report } = context;
  const templated = read.filter(({ values }) => values.hubKey !== null);
  if (templated.length === 0) return read;
  const { table, keys } = tableOf(em, dataset.entity);
  const key = sql`concat_ws('/', ${sql.join(keys.map((column) => sql.ref(column)))})`;
  const found = await rows(
    em,
    'recordRevisions',
    sql<{ key: string; revision: number }>`
      select ${key} as key, batch_revision as revision from ${sql.table(table)}
      where ${key} = any(${templated.map(({ values }) => values.hubKey as string)})`,
  );
  // All of these data sets are of conventions, and of one of elsewhere nothing is told, whatever the hidden cells name.
  const told = await toldConventions(
    context,
    templated.map(({ values }) => dataset.partOf(values)),
  );
  const revisions = new Map(found.map((each) => [each.key, each.revision]));
  return read.filter(({ at, values }) => {
    const { hubKey, hubRevision } = values as { hubKey: string | null; hubRevision: string | null };
    if (hubKey === null) return true;
    if (hubKey !== dataset.recordKey(values)) return report.say(at, null, 'KEY_CHANGED', hubKey);
    const revision = told.has(dataset.partOf(values)) ? revisions.get(hubKey) : undefined;
    if (revision === undefined || hubRevision === null || revision <= Number(hubRevision)) return true;
    return report.say(at, null, 'CHANGED_SINCE_TEMPLATE', hubKey, { detail: `chargement n° ${revision}` });
  });
}
