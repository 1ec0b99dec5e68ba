import { defineEntity, p } from '@mikro-orm/core';
import { localDate, word } from '../../db/columns.js';

const ConventionStateSchema = defineEntity({
  name: 'ConventionState',
  properties: {
    reference: p.string().length(60).primary(),
    rule: word().primary(),
    // From `-infinity` on; `toOn`, the day after the last one, may be `infinity`.
    fromOn: localDate().primary(),
    toOn: localDate(),
    state: word(),
    // The end of the text as amended by then.
    endsOn: localDate().nullable(),
    // The source does not give the whole perimeter; communes that it announces without naming them.
    isPartial: p.boolean(),
    unlisted: p.integer().nullable(),
  },
});

/**
 * Where a convention stands at any date, under each rule: a row from each day on which it changes. Written by the load itself, in
 * its transaction, from the convention and its amendments: never a source.
 */
export class ConventionState extends ConventionStateSchema.class {}
ConventionStateSchema.setClass(ConventionState);
