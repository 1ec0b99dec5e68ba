import { defineEntity, p } from '@mikro-orm/core';
import { word, words } from '../db/columns.js';

const JournalEntrySchema = defineEntity({
  name: 'JournalEntry',
  indexes: [{ properties: ['lastAt'] }],
  properties: {
    id: p.integer().primary(),
    // Of all that makes two requests one line, the hour included; of nothing else for what is never counted together.
    digest: p.string().length(43).unique(),
    firstAt: p.datetime(),
    lastAt: p.datetime(),
    kind: word(),
    origin: word(),
    // Null of somebody who could not say who they are, and of the hub itself.
    viewerName: p.string().length(200).nullable(),
    viewerRole: word().nullable(),
    keyId: p.string().length(16).nullable(),
    operation: p.string().length(100).nullable(),
    asked: words(),
    askedMore: p.integer(),
    territoryIds: words(),
    readsContacts: p.boolean(),
    // Of the data that were asked; null where it could not be told.
    revision: p.integer().nullable(),
    outcome: p.string().length(60),
    count: p.integer(),
    // Of these, answered from answers that were kept, and by telling that nothing had changed.
    kept: p.integer(),
    unchanged: p.integer(),
    totalMilliseconds: p.double(),
    longestMilliseconds: p.double(),
  },
});

/** Who asked the hub for what, and how that went: equal requests of an hour in one line. No load writes it, no undo touches it. */
export class JournalEntry extends JournalEntrySchema.class {}
JournalEntrySchema.setClass(JournalEntry);
