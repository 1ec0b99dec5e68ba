import { p } from '@mikro-orm/core';
import { Batch } from './batch.entity.js';

/** Where a record comes from: its batch, and the row of the batch's file. Spread into every loaded entity. */
export const provenanceColumns = {
  batch: () => p.manyToOne(Batch).joinColumn('batch_revision'),
  sourceLine: p.integer().nullable(),
  sourceUrl: p.text().nullable(),
  sourceTitle: p.text().nullable(),
  demonstration: p.boolean(),
};
