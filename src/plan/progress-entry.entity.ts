import { defineEntity, p } from '@mikro-orm/core';
import { localDate, word } from '../db/columns.js';
import { provenanceColumns } from '../provenance/provenance.columns.js';
import { PlanNode } from './plan-node.entity.js';

const ProgressEntrySchema = defineEntity({
  name: 'ProgressEntry',
  indexes: [{ properties: ['node', 'observedOn'] }, { properties: ['batch'] }],
  properties: {
    // `<node>@<date or "sans date">`: a second entry of the same day corrects the first, other days are kept.
    id: p.string().length(150).primary(),
    node: () => p.manyToOne(PlanNode).deleteRule('cascade').joinColumn('plan_node_id'),
    observedOn: localDate().nullable(),
    observedPrecision: word().nullable(),
    status: word(),
    statusWords: p.text().nullable(),
    // How far, in percents, where the source says.
    percent: p.smallint().nullable(),
    comment: p.text().nullable(),
    notes: p.text().nullable(),
    ...provenanceColumns,
  },
});

/** What was known of an action on a day. Entries are added, never overwritten by later days. */
export class ProgressEntry extends ProgressEntrySchema.class {}
ProgressEntrySchema.setClass(ProgressEntry);
