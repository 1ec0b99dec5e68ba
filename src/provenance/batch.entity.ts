import { defineEntity, p } from '@mikro-orm/core';
import { words } from '../db/columns.js';

const BatchSchema = defineEntity({
  name: 'Batch',
  properties: {
    revision: p.integer().primary().autoincrement(false),
    // A load, the undoing of one, or the territories of France.
    kind: p.string().length(20),
    dataset: p.string().length(40),
    // The name of a key or of an account where it is asked who loads, else what its sender says.
    author: p.string().length(200),
    onBehalfOf: p.string().length(200).nullable(),
    // Of whom it was loaded by: null for whoever may undo all loads.
    rights: p.string().length(64).nullable(),
    territoryIds: words().nullable(),
    fileName: p.string().length(400),
    sha256: p.string().length(64),
    fileSize: p.bigint().nullable(),
    strategy: p.string().length(20).nullable(),
    acceptance: p.string().length(20).nullable(),
    // The registered source that it was pulled from.
    sourceId: p.string().length(36).nullable(),
    loadedAt: p.datetime(),
    rowsRead: p.integer(),
    added: p.integer(),
    changed: p.integer(),
    removed: p.integer(),
    unchanged: p.integer(),
    rejected: p.integer(),
    problems: p.json().$type<unknown[]>(),
    demonstration: p.boolean(),
    undoneBy: () => p.manyToOne(Batch).nullable().joinColumn('undone_by'),
  },
});

/** One accepted load of one file. Its revision only grows: it dates every figure of the hub. */
export class Batch extends BatchSchema.class {}
BatchSchema.setClass(Batch);
