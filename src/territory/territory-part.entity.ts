import { defineEntity, p } from '@mikro-orm/core';
import { Territory } from './territory.entity.js';

const TerritoryPartSchema = defineEntity({
  name: 'TerritoryPart',
  indexes: [{ properties: ['part'] }],
  properties: {
    whole: () =>
      p.manyToOne(Territory).primary().updateRule('restrict').deleteRule('restrict').joinColumn('whole_id'),
    part: () =>
      p.manyToOne(Territory).primary().updateRule('restrict').deleteRule('restrict').joinColumn('part_id'),
    partKind: p.string().length(12),
  },
});

/**
 * Which communes and EPCI make up each territory, itself included: the one join that every measure needs.
 * An EPCI that crosses a département's border is a part of the département where most of its people live.
 */
export class TerritoryPart extends TerritoryPartSchema.class {}
TerritoryPartSchema.setClass(TerritoryPart);
