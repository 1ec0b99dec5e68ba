import { defineEntity, p } from '@mikro-orm/core';
import { CoverageRule } from '../../convention/convention.rules.js';
import { localDate, word } from '../../db/columns.js';

/** What finds the steps of all communes that hold on a day, however long the history: of each rule. */
const standingIndexes = Object.values(CoverageRule).map((rule) => {
  const name = `coverage_step_${rule.toLowerCase()}_index`;
  const where = `rule = '${rule}' and territory_id like 'commune:%'`;
  return {
    name,
    expression: `create index "${name}" on "coverage_step" using gist (daterange(from_on, to_on)) where ${where}`,
  };
});

const CoverageStepSchema = defineEntity({
  name: 'CoverageStep',
  indexes: standingIndexes,
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
    // The day before which the step holds: that of the next one, or `infinity`.
    toOn: localDate(),
  },
});

/**
 * Coverage of a place at any date: a row from each day on which a count changes, each commune counted once however many
 * conventions cover it. A place that no convention ever touches has none. Kept by the loads, in their transaction: never a source.
 */
export class CoverageStep extends CoverageStepSchema.class {}
CoverageStepSchema.setClass(CoverageStep);
