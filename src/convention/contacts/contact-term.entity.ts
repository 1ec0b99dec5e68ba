import { defineEntity, p } from '@mikro-orm/core';
import { localDate } from '../../db/columns.js';
import { Convention } from '../convention.entity.js';

const ContactTermSchema = defineEntity({
  name: 'ContactTerm',
  properties: {
    convention: () =>
      p.manyToOne(Convention).primary().deleteRule('cascade').joinColumn('convention_reference'),
    keptUntil: localDate(),
    // When texts were removed last, and of which revision nothing was left to remove.
    purgedAt: p.datetime().nullable(),
    purgedRevision: p.integer().nullable(),
  },
});

/** Until when the hub keeps texts of a convention in which a person may be named, and whether they are gone. No load writes it. */
export class ContactTerm extends ContactTermSchema.class {}
ContactTermSchema.setClass(ContactTerm);
