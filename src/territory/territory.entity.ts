import { defineEntity, p } from '@mikro-orm/core';

const TerritorySchema = defineEntity({
  name: 'Territory',
  uniques: [{ properties: ['kind', 'code'] }],
  indexes: [{ properties: ['kind', 'searchName'] }, { properties: ['department'] }, { properties: ['epci'] }],
  properties: {
    // `commune:49018`: a code alone is not unique (département 52 and région 52 are two territories).
    id: p.string().length(20).primary(),
    kind: p.string().length(12),
    code: p.string().length(9),
    name: p.text(),
    searchName: p.text(),
    population: p.integer().nullable(),
    // Of the territory itself and of all that it contains: how many a figure is expected from.
    communeCount: p.integer().default(0),
    epciCount: p.integer().default(0),
    siren: p.string().length(9).nullable(),
    epciType: p.string().length(6).nullable(),
    zone: p.string().length(6).nullable(),
    postalCodes: p.array().columnType('text[]').default([]),
    epci: () => p.manyToOne(Territory).nullable().joinColumn('epci_id'),
    department: () => p.manyToOne(Territory).nullable().joinColumn('department_id'),
    region: () => p.manyToOne(Territory).nullable().joinColumn('region_id'),
  },
});

/**
 * A commune, EPCI, département, région, or the country, of the current vintage. `population` is null where
 * the source gives none (six uninhabited overseas communes); above the commune it is the sum of its communes.
 */
export class Territory extends TerritorySchema.class {}
TerritorySchema.setClass(Territory);
