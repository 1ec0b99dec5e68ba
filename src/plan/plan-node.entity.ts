import { defineEntity, p } from '@mikro-orm/core';
import { Convention } from '../convention/convention.entity.js';
import { localDate, word, words } from '../db/columns.js';
import { provenanceColumns } from '../provenance/provenance.columns.js';

const PlanNodeSchema = defineEntity({
  name: 'PlanNode',
  indexes: [{ properties: ['convention', 'kind'] }, { properties: ['parent'] }, { properties: ['batch'] }],
  properties: {
    // `<convention>/<code>`: the code is the file's own and is unique within its convention.
    id: p.string().length(130).primary(),
    convention: () => p.manyToOne(Convention).deleteRule('cascade').joinColumn('convention_reference'),
    code: p.string().length(60),
    parent: () => p.manyToOne(PlanNode).nullable().deleteRule('cascade').joinColumn('parent_id'),
    position: p.integer(),
    // Written after the nodes are linked: the ids from the top of the plan down to this node.
    path: words().default([]),
    level: p.text(),
    kind: word(),
    // Lowest objective or action: what completion counts, so that nested objectives are not counted twice.
    isMeasured: p.boolean().default(false),
    title: p.text(),
    themes: words().default([]),
    themeWords: words().default([]),
    // What kind of lead: who it is stands in a table of its own, and goes in time.
    leadKind: word().nullable(),
    dueOn: localDate().nullable(),
    dueWords: p.text().nullable(),
    // What the action is followed by, and what that was worth before it began: in their authors' words.
    indicator: p.text().nullable(),
    baseline: p.text().nullable(),
    notes: p.text().nullable(),
    ...provenanceColumns,
  },
});

/** A node of a convention's plan: priority, objective or action, in a tree whose levels are named by its authors. */
export class PlanNode extends PlanNodeSchema.class {}
PlanNodeSchema.setClass(PlanNode);
