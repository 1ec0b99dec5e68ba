import { defineEntity, p } from '@mikro-orm/core';
import { word, words } from '../../db/columns.js';

const AccessKeySchema = defineEntity({
  name: 'AccessKey',
  tableName: 'access_key',
  properties: {
    id: p.string().length(16).primary(),
    name: p.string().length(100),
    role: word(),
    territoryIds: words(),
    datasets: words().nullable(),
    /** SHA-256, in hexadecimal: the secret itself is nowhere. */
    secretHash: p.string().length(64),
    /** The secret before the last renewal, and until when it is taken still. */
    previousHash: p.string().length(64).nullable(),
    previousUntil: p.datetime().nullable(),
    createdBy: p.string().length(200),
    createdAt: p.datetime(),
    expiresAt: p.datetime(),
    renewedAt: p.datetime().nullable(),
    revokedAt: p.datetime().nullable(),
    revokedBy: p.string().length(200).nullable(),
    lastUsedAt: p.datetime().nullable(),
  },
});

/** A key by which a program or a person is known to the hub. No load writes it, none is undone with it, no export has it. */
export class AccessKey extends AccessKeySchema.class {}
AccessKeySchema.setClass(AccessKey);
