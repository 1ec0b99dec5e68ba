import { defineEntity, p } from '@mikro-orm/core';
import { batchColumn } from '../provenance/provenance.columns.js';
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
    // True for what the source names, false for what contains it.
    isAnchor: p.boolean(),
    ...batchColumn,
  },
});

/**
 * Territories that a convention's source names, and all that contain them: a convention whose communes are not stated
 * still shows on its département. What its communes make it touch follows from the dated perimeter.
 */
export class ConventionTerritory extends ConventionTerritorySchema.class {}
ConventionTerritorySchema.setClass(ConventionTerritory);
