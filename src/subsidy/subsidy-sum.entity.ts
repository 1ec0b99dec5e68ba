import { defineEntity, p } from '@mikro-orm/core';
import { cents, word } from '../db/columns.js';

const SubsidySumSchema = defineEntity({
  name: 'SubsidySum',
  properties: {
    territoryId: p.string().length(20).primary(),
    fiscalYear: p.integer().primary(),
    nature: word().primary(),
    sector: word().primary(),
    fundingLine: word().primary(),
    section: word().primary(),
    precision: word().primary(),
    amountCents: cents(),
    lineCount: p.integer(),
  },
});

/**
 * What the amounts of a territory larger than a commune add up to in a year, in the finest groups that a total is asked by.
 * Written by the load itself, in its transaction: a rollup, never a source.
 */
export class SubsidySum extends SubsidySumSchema.class {}
SubsidySumSchema.setClass(SubsidySum);
