import type { SqlEntityManager } from '@mikro-orm/sql';
import { type LoadedTable, loadedTables } from '../loaded-tables.js';
import { changeCounts, type RecordVersions, recordVersions, territoryNames } from './changes.sql.js';
import { fieldLabels, hiddenFields, inToldOrder } from './field-labels.js';
import { shown, type TerritoryNames, territoriesOf, titleOf } from './shown.js';

export type ChangeKind = 'CREATED' | 'CHANGED' | 'REMOVED';

/** One field of a record that a batch changed; null is an empty field. */
export interface FieldChange {
  readonly field: string;
  /** The field in French, such as "Montant". */
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What a batch did to one record. */
export interface RecordChange {
  readonly kind: ChangeKind;
  /** Table of the record, such as `subsidy`. */
  readonly table: string;
  /** What a French reader calls such a record, such as "Subvention". */
  readonly label: string;
  /** What the record is of: « Baugé-en-Anjou (49018), 2023, réel ». */
  readonly title: string;
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

interface Found {
  readonly table: LoadedTable;
  readonly versions: RecordVersions;
}

/** The records that a batch created, changed or removed, table by table, by key. */
export async function changesOf(
  em: SqlEntityManager,
  revision: number,
  { first, after }: ChangePage,
): Promise<RecordChange[]> {
  const counts = await changeCounts(em, loadedTables, revision);
  const start = after === null ? 0 : loadedTables.findIndex(({ table }) => table === after.table);
  const found: Found[] = [];
  for (const table of loadedTables.slice(Math.max(0, start))) {
    if (found.length >= first) break;
    if (!counts.has(table.table)) continue;
    const from = after?.table === table.table ? after.key : null;
    const page = await recordVersions(em, table, revision, first - found.length, from);
    found.push(...page.map((versions) => ({ table, versions })));
  }
  const ids = found.flatMap(({ versions: { before, after: became } }) => [
    ...territoriesOf(before),
    ...territoriesOf(became),
  ]);
  const names = await territoryNames(em, [...new Set(ids)]);
  return found.map((each) => changeOf(each, names));
}

/** How many records a batch created, changed or removed. */
export async function countChanges(em: SqlEntityManager, revision: number): Promise<number> {
  const counts = await changeCounts(em, loadedTables, revision);
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function changeOf(
  { table: { table, label }, versions: { key, before, after } }: Found,
  names: TerritoryNames,
): RecordChange {
  const record = after ?? before ?? {};
  const fields = inToldOrder(Object.keys(record))
    .filter((field) => !hiddenFields.has(field))
    .map((field) => ({
      field,
      label: fieldLabels[field] ?? field,
      before: shown(field, before?.[field], names),
      after: shown(field, after?.[field], names),
    }))
    .filter((change) => change.before !== change.after);
  const kind = before === null ? 'CREATED' : after === null ? 'REMOVED' : 'CHANGED';
  return { kind, table, label, title: titleOf(table, key, record, names), key, fields };
}
