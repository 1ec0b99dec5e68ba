import { defineEntity, p } from '@mikro-orm/core';
import { localDate, word } from '../db/columns.js';
import { provenanceColumns } from '../provenance/provenance.columns.js';
import { Territory } from '../territory/territory.entity.js';

const IndicatorValueSchema = defineEntity({
  name: 'IndicatorValue',
  indexes: [
    { properties: ['territory', 'kind', 'observedOn'] },
    { properties: ['territory', 'year'] },
    // Rows come in the order of batches: a few blocks of the table hold all those of one batch.
    { properties: ['batch'], type: 'brin' },
  ],
  properties: {
    // `<territory>/<kind, with the folded words when it is OTHER>/<date>/<series>`.
    id: p.text().primary(),
    territory: () => p.manyToOne(Territory).joinColumn('territory_id'),
    kind: word(),
    kindWords: p.text().nullable(),
    // A year alone stands for its 31 December.
    observedOn: localDate(),
    observedPrecision: word(),
    year: p.integer(),
    value: p.decimal().precision(18).scale(4).nullable(),
    unit: p.text(),
    // Two series of one number overlap and differ: they are never mixed.
    series: p.text().default(''),
    // REPORTED, or SUPPRESSED: the source has a value that statistical secrecy hides.
    state: word(),
    notes: p.text().nullable(),
    ...provenanceColumns,
  },
});

/** A dated number about a territory, as its source gives it. Never summed: a source's own total is a value of its own. */
export class IndicatorValue extends IndicatorValueSchema.class {}
IndicatorValueSchema.setClass(IndicatorValue);
