import { defineEntity, p } from '@mikro-orm/core';
import { Territory } from './territory.entity.js';

const TerritoryAliasSchema = defineEntity({
  name: 'TerritoryAlias',
  indexes: [{ properties: ['code'] }, { properties: ['searchName'] }],
  properties: {
    id: p.integer().primary().autoincrement(false),
    territory: () => p.manyToOne(Territory).joinColumn('territory_id'),
    kind: p.string().length(20),
    code: p.string().length(5),
    name: p.text().nullable(),
    searchName: p.text().nullable(),
  },
});

/** A code or name of yesterday, or of a part of a commune, that stands for a commune of today. */
export class TerritoryAlias extends TerritoryAliasSchema.class {}
TerritoryAliasSchema.setClass(TerritoryAlias);
