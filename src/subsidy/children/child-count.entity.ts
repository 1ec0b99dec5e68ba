import { defineEntity, p } from '@mikro-orm/core';
import { word } from '../../db/columns.js';

const number = () => p.decimal().precision(18).scale(4).nullable();

const ChildCountSchema = defineEntity({
  name: 'ChildCount',
  properties: {
    territoryId: p.string().length(20).primary(),
    ages: word().primary(),
    year: p.integer().primary(),
    // How many of its communes tell their own number, and what those add up to; of a commune, itself.
    communes: p.integer(),
    value: number(),
    // What a source gives of the territory itself.
    ownValue: number(),
  },
});

/**
 * The children of each band of ages in a year, of communes and of all that contains them. Kept by the loads, in their transaction:
 * never a source.
 */
export class ChildCount extends ChildCountSchema.class {}
ChildCountSchema.setClass(ChildCount);
