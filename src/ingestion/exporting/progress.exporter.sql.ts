import { sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import { DatePrecision } from '../../convention/convention.rules.js';
import type { ProgressValues } from '../datasets/progress.dataset.js';
import type { Exporter, StoredRecord } from './exporter.js';
import { planNodesIn, progressOf, storedColumns } from './scope.sql.js';

interface ProgressRecord extends StoredRecord {
  readonly reference: string;
  readonly code: string;
  readonly status: string | null;
  readonly observedOn: LocalDate | null;
  readonly precision: DatePrecision | null;
  readonly percent: number | null;
  readonly comment: string | null;
  readonly notes: string | null;
}

export const progressExporter: Exporter<ProgressValues, ProgressRecord> = {
  keys: [{ column: 'key', type: 'text' }],
  select: ({ territoryId }) => sql`
    select e.id as "key", ${storedColumns('e')}, n.convention_reference as "reference", n.code,
           e.status_words as "status", e.observed_on::text as "observedOn", e.observed_precision as "precision",
           e.percent, e.comment, e.notes
    from ${planNodesIn(territoryId)} ${progressOf(territoryId)}`,
  // A day that stands for a year is in the words: "réalisé (2024)".
  valuesOf: ({ precision, observedOn, ...record }) => ({
    ...record,
    observedOn: precision === DatePrecision.DAY ? observedOn : null,
  }),
};
