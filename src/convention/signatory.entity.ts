import { defineEntity, p } from '@mikro-orm/core';
import { word } from '../db/columns.js';
import { batchColumn } from '../provenance/provenance.columns.js';
import { Territory } from '../territory/territory.entity.js';
import { Convention } from './convention.entity.js';

const SignatorySchema = defineEntity({
  name: 'Signatory',
  properties: {
    convention: () =>
      p.manyToOne(Convention).primary().deleteRule('cascade').joinColumn('convention_reference'),
    position: p.integer().primary().autoincrement(false),
    name: p.text(),
    kind: word(),
    role: word(),
    count: p.integer().nullable(),
    territory: () => p.manyToOne(Territory).nullable().joinColumn('territory_id'),
    ...batchColumn,
  },
});

/** A party to a convention, or several of a kind when the source only counts them ("31 communes"). */
export class Signatory extends SignatorySchema.class {}
SignatorySchema.setClass(Signatory);
