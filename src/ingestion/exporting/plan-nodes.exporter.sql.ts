import { sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import type { PlanValues } from '../datasets/plan-nodes.dataset.js';
import type { Exporter, StoredRecord } from './exporter.js';
import { planNodesIn, storedColumns } from './scope.sql.js';

interface PlanRecord extends StoredRecord {
  readonly reference: string;
  readonly position: number;
  readonly code: string;
  readonly level: string;
  readonly title: string;
  readonly themes: readonly string[];
  readonly parent: string | null;
  readonly lead: string | null;
  readonly dueWords: string | null;
  readonly dueOn: LocalDate | null;
  readonly indicator: string | null;
  readonly baseline: string | null;
  readonly notes: string | null;
}

export const planNodeExporter: Exporter<PlanValues, PlanRecord> = {
  // In the order of the plan: loaded elsewhere, its rows keep it.
  keys: [
    { column: 'reference', type: 'text' },
    { column: 'position', type: 'int' },
    { column: 'key', type: 'text' },
  ],
  // The parent by its code: titles repeat.
  select: ({ territoryId }) => sql`
    select n.id as "key", ${storedColumns('n')}, n.convention_reference as "reference", n.position, n.code, n.level,
           n.title, n.theme_words as "themes", p.code as "parent", l.lead, n.due_words as "dueWords",
           n.due_on::text as "dueOn", n.indicator, n.baseline, n.notes
    from ${planNodesIn(territoryId)}
    left join plan_node p on p.id = n.parent_id left join node_lead l on l.plan_node_id = n.id`,
  // Statuses are dated rows of their own data set: an old one written here would be taken for today's.
  valuesOf: ({ dueWords, dueOn, ...record }) => ({
    ...record,
    due: dueWords === null ? null : { words: dueWords, on: dueOn },
    status: null,
    observedOn: null,
    percent: null,
    comment: null,
  }),
};
