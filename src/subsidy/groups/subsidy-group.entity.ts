import { defineEntity, p } from '@mikro-orm/core';
import { word } from '../../db/columns.js';

const SubsidyGroupSchema = defineEntity({
  name: 'SubsidyGroup',
  properties: {
    territoryId: p.string().length(20).primary(),
    nature: word().primary(),
    fiscalYear: p.integer().primary(),
    // Empty for all of them together.
    sector: word().primary(),
    fundingFamily: word().primary(),
    fundingLine: word().primary(),
    section: word().primary(),
    // Communes with an amount of their own in the group.
    communes: p.integer(),
    population: p.integer(),
    oldestInputAt: p.datetime(),
    freshestInputAt: p.datetime(),
    demonstration: p.boolean(),
  },
});

/**
 * What a part of the total of a département, a région or the country rests on: of a sector, a line, both… Communes of parts do not add
 * up, as one may be in several. A rollup like `SubsidyYear`, which is of the whole total.
 */
export class SubsidyGroup extends SubsidyGroupSchema.class {}
SubsidyGroupSchema.setClass(SubsidyGroup);
