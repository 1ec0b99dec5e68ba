import { defineEntity, p } from '@mikro-orm/core';
import { localDate } from '../../db/columns.js';
import { planCountColumns } from './plan-counts.columns.js';

const CompletionStepSchema = defineEntity({
  name: 'CompletionStep',
  properties: {
    reference: p.string().length(60).primary(),
    // A theme, nothing for what bears none, or `*` for the whole plan; `+A+B` for what bears these two: see `themesOfSet`.
    theme: p.string().length(200).primary(),
    // From `-infinity` on; `toOn`, the day after the last one, may be `infinity`.
    fromOn: localDate().primary(),
    toOn: localDate(),
    ...planCountColumns,
    // At least one action has a dated state by then.
    reporting: p.boolean(),
    // Of all that the convention and its plan come from: the same on all its steps.
    oldestInputAt: p.datetime(),
    freshestInputAt: p.datetime(),
  },
});

/**
 * Completion of a convention's plan at any date: a row from each day on which a count changes, of the whole plan, of each theme, and
 * of each set of several themes that something bears: what is asked of several themes together would count it twice without.
 * Kept by the loads, in their transaction: never a source.
 */
export class CompletionStep extends CompletionStepSchema.class {}
CompletionStepSchema.setClass(CompletionStep);
