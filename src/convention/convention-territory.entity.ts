import { defineEntity, p } from '@mikro-orm/core';
import { Territory } from '../territory/territory.entity.js';
import { Convention } from './convention.entity.js';

const ConventionTerritorySchema = defineEntity({
  name: 'ConventionTerritory',
  indexes: [{ properties: ['territory'] }],
  properties: {
    convention: () =>
      p
        .manyToOne(Convention)
        .primary()
        .updateRule('restrict')
        .deleteRule('cascade')
        .joinColumn('convention_reference'),
    territory: () =>
      p
        .manyToOne(Territory)
        .primary()
        .updateRule('restrict')
        .deleteRule('restrict')
        .joinColumn('territory_id'),
    // An anchor is a territory that the source names; the others follow from the anchors and the perimeter.
    isAnchor: p.boolean(),
  },
});

/** Every territory that a convention touches, at every level, rewritten whenever the convention is loaded. */
export class ConventionTerritory extends ConventionTerritorySchema.class {}
ConventionTerritorySchema.setClass(ConventionTerritory);
