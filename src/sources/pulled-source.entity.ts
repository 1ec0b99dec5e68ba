import { defineEntity, p } from '@mikro-orm/core';
import { word } from '../db/columns.js';
import { Territory } from '../territory/territory.entity.js';
import type { OpendatasoftOptions } from './source.rules.js';

const PulledSourceSchema = defineEntity({
  name: 'PulledSource',
  tableName: 'source',
  indexes: [{ properties: ['territory'] }, { properties: ['nextAttemptAt'] }],
  properties: {
    id: p.string().length(36).primary(),
    name: p.string().length(200),
    territory: () => p.manyToOne(Territory).joinColumn('territory_id'),
    kind: word(),
    /** Null recognises a file by its headers, and takes every data set of another hub. */
    dataset: word().nullable(),
    url: p.text(),
    options: p.json().$type<OpendatasoftOptions | null>().nullable(),
    /** Name of the setting that holds the key of another hub. */
    keyVariable: p.string().length(80).nullable(),
    strategy: word(),
    intervalMinutes: p.integer(),
    enabled: p.boolean(),
    registeredBy: p.string().length(200),
    registeredAt: p.datetime(),
    /** Grows with each change of the definition and each attempt: an attempt on an older one records nothing. */
    version: p.integer(),

    etag: p.text().nullable(),
    lastModified: p.text().nullable(),
    remoteRevision: p.integer().nullable(),
    lastAttemptAt: p.datetime().nullable(),
    lastSuccessAt: p.datetime().nullable(),
    lastRevision: p.integer().nullable(),
    failingSince: p.datetime().nullable(),
    failures: p.integer(),
    lastErrorCode: word().nullable(),
    lastErrorMessage: p.text().nullable(),
    problems: p.json().$type<unknown[]>(),
    nextAttemptAt: p.datetime(),
  },
});

/**
 * A place from which the hub pulls a territory's rows by itself, and how that went. Its state (fresh, stale…) is
 * computed from these facts, never stored. Removing it removes none of the rows it brought.
 */
export class PulledSource extends PulledSourceSchema.class {}
PulledSourceSchema.setClass(PulledSource);
