import { defineEntity, p } from '@mikro-orm/core';
import { batchColumn } from '../../provenance/provenance.columns.js';
import { PlanNode } from '../plan-node.entity.js';

const NodeLeadSchema = defineEntity({
  name: 'NodeLead',
  indexes: [{ properties: ['batch'] }],
  properties: {
    node: () => p.manyToOne(PlanNode).primary().deleteRule('cascade').joinColumn('plan_node_id'),
    lead: p.text(),
    ...batchColumn,
  },
});

/** Who leads what a plan says, in its words: a service, or a person. Apart from the plan, whose figures count the kind of lead alone. */
export class NodeLead extends NodeLeadSchema.class {}
NodeLeadSchema.setClass(NodeLead);
