import { p } from '@mikro-orm/core';
import { Batch } from './batch.entity.js';

/** Which batch wrote a record last. Every table that loads write has it: undoing a batch finds its records by it. */
export const batchColumn = { batch: () => p.manyToOne(Batch).joinColumn('batch_revision') };

/** Where a record comes from: its batch, and the row of the batch's file. Spread into every loaded entity. */
export const provenanceColumns = {
  ...batchColumn,
  sourceSheet: p.text().nullable(),
  sourceLine: p.integer().nullable(),
  sourceUrl: p.text().nullable(),
  sourceTitle: p.text().nullable(),
  demonstration: p.boolean(),
};
