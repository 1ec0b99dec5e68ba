import { defineEntity, p } from '@mikro-orm/core';

const PlaceSchema = defineEntity({
  name: 'Place',
  indexes: [{ properties: ['kind', 'departmentId'] }],
  properties: {
    territoryId: p.string().length(20).primary(),
    // Empty for a territory; else what only the communes of the EPCI that lie in it are counted of.
    withinId: p.string().length(20).primary(),
    kind: p.string().length(12),
    // Kinds of territory that the place is whole in: what groups an EPCI within such a territory.
    containers: p.array().columnType('text[]'),
    // Of what all its communes are.
    regionId: p.string().length(20).nullable(),
    departmentId: p.string().length(20).nullable(),
    epciId: p.string().length(20).nullable(),
    communes: p.integer(),
    population: p.integer(),
  },
});

/**
 * What figures are grouped by: every territory, and the part of an EPCI that lies in a département or a région whose border it
 * crosses. Communes outside any EPCI are a place too, of an EPCI without a code. Rewritten with the geography.
 */
export class Place extends PlaceSchema.class {}
PlaceSchema.setClass(Place);
