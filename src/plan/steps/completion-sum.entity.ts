import { defineEntity, p } from '@mikro-orm/core';
import { localDate, word } from '../../db/columns.js';
import { planCountColumns } from './plan-counts.columns.js';

const CompletionSumSchema = defineEntity({
  name: 'CompletionSum',
  properties: {
    departmentId: p.string().length(20).primary(),
    // As in `CompletionStep`: what does not depend on the theme is with the whole plan alone.
    theme: word().primary(),
    // From `-infinity` on, until the next one.
    fromOn: localDate().primary(),
    conventions: p.integer(),
    unsure: p.integer(),
    withActions: p.integer(),
    reporting: p.integer(),
    declaredObjectives: p.integer(),
    declaredActions: p.integer(),
    declaringObjectives: p.integer(),
    declaringActions: p.integer(),
    ...planCountColumns,
    withRate: p.integer(),
    // Of conventions: exact, so that it is the same whatever the order.
    sumOfRates: p.decimal().precision(24).scale(18),
    reportedPopulation: p.integer(),
    // Of every convention that ever touches the département: the same on all its sums.
    oldestInputAt: p.datetime(),
    freshestInputAt: p.datetime(),
    demonstration: p.boolean(),
  },
});

/**
 * What the plans of the conventions in force in a département add up to at any date, of whole plans and of each theme. Kept by the
 * loads, in their transaction: never a source. Above, départements are added when asked, a convention of several once.
 */
export class CompletionSum extends CompletionSumSchema.class {}
CompletionSumSchema.setClass(CompletionSum);
