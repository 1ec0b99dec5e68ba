import type { SqlEntityManager } from '@mikro-orm/sql';
import type { ColumnValues } from '../../db/upsert.js';
import type { Columns } from '../columns/column.js';
import type { BatchStamp, Dataset, FlatDataset, GroupedDataset, ReadRow } from '../dataset.js';
import type { CheckedFile } from '../reading/check-file.js';
import { type Counts, nothing } from './batch.js';
import { FlatLanding } from './land-flat.js';
import { GroupLanding } from './land-groups.js';

/** Checks what is staged against itself and against the base, then lands it, once the batch is open. */
export type Land = (batch: BatchStamp, replacesYears: boolean) => Promise<Counts>;

export interface StageOptions {
  /** False when one error refuses the whole file. */
  readonly takesValidRows: boolean;
  /** The source whose records the file replaces, those that it no longer has included; null when none are removed. */
  readonly mirroredSource: string | null;
}

/** Reads a checked file to its end and stages its rows in the transaction. Takes no lock: others load meanwhile. */
export function stageFile(
  em: SqlEntityManager,
  dataset: Dataset,
  checked: CheckedFile,
  options: StageOptions,
): Promise<Land> {
  return dataset.shape === 'flat'
    ? stageFlat(em, dataset, checked, options)
    : stageGroups(em, dataset, checked, options);
}

async function stageFlat(
  em: SqlEntityManager,
  dataset: FlatDataset<Columns>,
  checked: CheckedFile,
  { takesValidRows, mirroredSource }: StageOptions,
): Promise<Land> {
  let landing: FlatLanding<Columns> | null = null;
  let count = 0;
  let isTemplated = false;
  for await (const chunk of checked.chunks()) {
    const records: ColumnValues[] = [];
    for (const row of chunk) {
      count += 1;
      const record = dataset.recordOf(row, checked.context);
      if (record === null) continue;
      records.push(stagedRecord(record, row, count));
      isTemplated ||= row.values.hubKey !== null || row.values.hubRevision !== null;
    }
    if (records.length === 0) continue;
    landing ??= await FlatLanding.begin(em, dataset, namesOf(records[0]));
    await landing.stage.add(records);
  }
  await landing?.stage.finish();
  const staged = landing;
  const { context: reach } = checked;
  const options = { isTemplated, takesValidRows, mirroredSource, reach };
  return async (batch, replacesYears) =>
    staged === null ? nothing : staged.land(batch, checked.report, { ...options, replacesYears });
}

const loadNames = new Set(['row_number', 'template_key', 'template_revision']);
const namesOf = (record: ColumnValues = {}): string[] =>
  Object.keys(record).filter((name) => !loadNames.has(name));

function stagedRecord(
  record: ColumnValues,
  { at, values }: ReadRow<Columns>,
  rowNumber: number,
): ColumnValues {
  return {
    ...record,
    source_sheet: at.sheet,
    source_line: at.line,
    source_url: values.sourceUrl,
    source_title: values.sourceTitle,
    row_number: rowNumber,
    template_key: values.hubKey,
    template_revision: values.hubRevision,
  };
}

async function stageGroups(
  em: SqlEntityManager,
  dataset: GroupedDataset<Columns>,
  checked: CheckedFile,
  { mirroredSource }: StageOptions,
): Promise<Land> {
  const groups = new GroupLanding(em, dataset, mirroredSource);
  for await (const chunk of checked.chunks()) await groups.add(chunk);
  return (batch) => groups.land({ ...checked.context, em, batch });
}
