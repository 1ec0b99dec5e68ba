import { defineEntity, p } from '@mikro-orm/core';
import { localDate, word, words } from '../db/columns.js';
import { provenanceColumns } from '../provenance/provenance.columns.js';
import { Convention } from './convention.entity.js';

const AmendmentSchema = defineEntity({
  name: 'Amendment',
  indexes: [{ properties: ['batch'] }],
  properties: {
    convention: () =>
      p.manyToOne(Convention).primary().deleteRule('cascade').joinColumn('convention_reference'),
    number: p.integer().primary().autoincrement(false),
    kind: word(),
    effectiveOn: localDate().nullable(),
    effectivePrecision: word().nullable(),
    endsOn: localDate().nullable(),
    communesAdded: words().default([]),
    communesRemoved: words().default([]),
    summary: p.text(),
    notes: p.text().nullable(),
    ...provenanceColumns,
  },
});

/** An event in a convention's life. The convention on a date is its text folded with the events up to that date. */
export class Amendment extends AmendmentSchema.class {}
AmendmentSchema.setClass(Amendment);
