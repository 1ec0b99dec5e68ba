import { defineEntity, p } from '@mikro-orm/core';
import { localDate, word } from '../../db/columns.js';

const CoverageStepSchema = defineEntity({
  name: 'CoverageStep',
  properties: {
    territoryId: p.string().length(20).primary(),
    withinId: p.string().length(20).primary(),
    rule: word().primary(),
    // From `-infinity` on, until the next step.
    fromOn: localDate().primary(),
    covered: p.integer(),
    coveredPopulation: p.integer(),
    undetermined: p.integer(),
    undeterminedPopulation: p.integer(),
    inForce: p.integer(),
    conventionsUndetermined: p.integer(),
    withoutPerimeter: p.integer(),
    notListed: p.integer(),
    // Of every convention that ever touches the place: the same on all its steps.
    oldestInputAt: p.datetime(),
    freshestInputAt: p.datetime(),
    demonstration: p.boolean(),
  },
});

/**
 * Coverage of a place at any date: a row from each day on which a count changes, each commune counted once however many
 * conventions cover it. A place that no convention ever touches has none. Kept by the loads, in their transaction: never a source.
 */
export class CoverageStep extends CoverageStepSchema.class {}
CoverageStepSchema.setClass(CoverageStep);
