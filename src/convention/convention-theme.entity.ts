import { defineEntity, p } from '@mikro-orm/core';
import { word } from '../db/columns.js';
import { batchColumn } from '../provenance/provenance.columns.js';
import { Convention } from './convention.entity.js';

const ConventionThemeSchema = defineEntity({
  name: 'ConventionTheme',
  properties: {
    convention: () =>
      p.manyToOne(Convention).primary().deleteRule('cascade').joinColumn('convention_reference'),
    position: p.integer().primary().autoincrement(false),
    theme: word(),
    words: p.text(),
    ...batchColumn,
  },
});

/** A theme that a convention retains: the canonical one, and the source's own words. */
export class ConventionTheme extends ConventionThemeSchema.class {}
ConventionThemeSchema.setClass(ConventionTheme);
