import { defineEntity, p } from '@mikro-orm/core';

const BatchSchema = defineEntity({
  name: 'Batch',
  properties: {
    revision: p.integer().primary().autoincrement(false),
    dataset: p.string().length(40),
    author: p.string().length(200),
    fileName: p.string().length(400),
    sha256: p.string().length(64),
    loadedAt: p.datetime(),
    rowsRead: p.integer(),
    added: p.integer(),
    changed: p.integer(),
    unchanged: p.integer(),
    rejected: p.integer(),
    problems: p.json().$type<unknown[]>(),
    demonstration: p.boolean(),
  },
});

/** One accepted load of one file. Its revision only grows: it dates every figure of the hub. */
export class Batch extends BatchSchema.class {}
BatchSchema.setClass(Batch);
