import { defineEntity, p } from '@mikro-orm/core';
import { word } from '../db/columns.js';
import { Batch } from '../provenance/batch.entity.js';

const ReceptionSchema = defineEntity({
  name: 'Reception',
  indexes: [{ properties: ['batch'] }],
  properties: {
    dataset: word().primary(),
    // Key of a territory, or reference of a convention.
    unitId: p.string().length(60).primary(),
    // 0 for what is of every year: plans.
    fiscalYear: p.integer().primary().autoincrement(false),
    // Nature of the amounts: real ones that come late are not on time because the forecast was. Empty for all else.
    nature: word().primary(),
    batch: () =>
      p.manyToOne(Batch).primary().updateRule('restrict').deleteRule('cascade').joinColumn('batch_revision'),
  },
});

/**
 * Which batch brought something of which unit and year. Rows name only the last batch that changed them; this keeps the
 * first. It only dates what the rows show to be there: what is received is always read from the rows.
 */
export class Reception extends ReceptionSchema.class {}
ReceptionSchema.setClass(Reception);
