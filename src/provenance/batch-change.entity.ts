import { defineEntity, p } from '@mikro-orm/core';

const BatchChangeSchema = defineEntity({
  name: 'BatchChange',
  indexes: [{ properties: ['batchRevision', 'tableName', 'key'] }, { properties: ['tableName', 'key'] }],
  properties: {
    id: p.bigint().primary().autoincrement(),
    batchRevision: p.integer(),
    tableName: p.string().length(40),
    // The parts of the primary key, joined by `/`.
    key: p.text(),
    before: p.json(),
  },
});

/** A record as it was before a batch changed or removed it, written by the tables' own triggers. */
export class BatchChange extends BatchChangeSchema.class {}
BatchChangeSchema.setClass(BatchChange);
