import { defineEntity, p } from '@mikro-orm/core';

const VintageSchema = defineEntity({
  name: 'Vintage',
  properties: {
    year: p.integer().primary().autoincrement(false),
    communeSource: p.text(),
    epciSource: p.text(),
    populationYear: p.integer(),
    populationSource: p.text(),
    licence: p.text(),
  },
});

/** The geography that the territories follow, and the one source of every population. */
export class Vintage extends VintageSchema.class {}
VintageSchema.setClass(Vintage);
