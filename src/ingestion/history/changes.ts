import type { SqlEntityManager } from '@mikro-orm/sql';
import { formatCents } from '../columns/amounts.js';
import { type LoadedTable, loadedTables } from '../loaded-tables.js';
import { type RecordVersions, recordVersions } from './changes.sql.js';

export type ChangeKind = 'CREATED' | 'CHANGED' | 'REMOVED';

/** One field of a record that a batch changed; null is an empty field. */
export interface FieldChange {
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What a batch did to one record. */
export interface RecordChange {
  readonly kind: ChangeKind;
  /** Table of the record, such as `subsidy`. */
  readonly table: string;
  readonly label: string;
  readonly key: string;
  /** What differs; all that is known, for a record created or removed. */
  readonly fields: readonly FieldChange[];
}

/** A position in the changes of a batch: the table, and the key of the last record seen. */
export interface ChangePosition {
  readonly table: string;
  readonly key: string;
}

export interface ChangePage {
  readonly first: number;
  readonly after: ChangePosition | null;
}

/** The records that a batch created, changed or removed, table by table, by key. */
export async function changesOf(
  em: SqlEntityManager,
  revision: number,
  { first, after }: ChangePage,
): Promise<RecordChange[]> {
  const found: RecordChange[] = [];
  const start = after === null ? 0 : loadedTables.findIndex(({ table }) => table === after.table);
  for (const table of loadedTables.slice(Math.max(0, start))) {
    if (found.length >= first) break;
    const from = after?.table === table.table ? after.key : null;
    const versions = await recordVersions(em, table, revision, first - found.length, from);
    found.push(...versions.map((version) => changeOf(table, version)).filter((each) => each !== null));
  }
  return found;
}

/** Fields that say where a value came from, or that the hub works out: not what a person changed. */
const hidden = new Set([
  'batch_revision',
  'source_sheet',
  'source_line',
  'source_url',
  'source_title',
  'demonstration',
  'path',
  'position',
  'is_measured',
]);

/** Null when only what is hidden differs, such as the place of a node that another was put before. */
function changeOf(
  { table, label }: LoadedTable,
  { key, before, after }: RecordVersions,
): RecordChange | null {
  const names = Object.keys(after ?? before ?? {}).filter((name) => !hidden.has(name));
  const fields = names
    .map((field) => ({ field, before: shown(field, before?.[field]), after: shown(field, after?.[field]) }))
    .filter((change) => change.before !== change.after);
  if (fields.length === 0) return null;
  const kind = before === null ? 'CREATED' : after === null ? 'REMOVED' : 'CHANGED';
  return { kind, table, label, key, fields };
}

function shown(field: string, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (field === 'amount_cents') return `${formatCents(Number(value))} €`;
  return Array.isArray(value) ? value.join(' | ') : String(value);
}
