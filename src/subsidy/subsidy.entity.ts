import { defineEntity, p } from '@mikro-orm/core';
import { cents, word, words } from '../db/columns.js';
import { provenanceColumns } from '../provenance/provenance.columns.js';
import { Territory } from '../territory/territory.entity.js';

const SubsidySchema = defineEntity({
  name: 'Subsidy',
  indexes: [{ properties: ['territory', 'fiscalYear', 'nature'] }],
  properties: {
    // The file's own identifier of the amount: it makes loading the same file twice harmless.
    reference: p.string().length(80).primary(),
    territory: () => p.manyToOne(Territory).joinColumn('territory_id'),
    fiscalYear: p.integer().nullable(),
    yearFrom: p.integer().nullable(),
    yearTo: p.integer().nullable(),
    periodicity: word(),
    amountCents: cents(),
    precision: word(),
    sector: word(),
    sectorWords: words().default([]),
    fundingLine: word(),
    fundingLineWords: p.text().nullable(),
    section: word(),
    nature: word(),
    natureWords: p.text().nullable(),
    // Why this amount is in no yearly total; null when it is in one.
    setAside: word().nullable(),
    notes: p.text().nullable(),
    ...provenanceColumns,
  },
});

/** One amount of social-action funding, of a territory, as its source states it. */
export class Subsidy extends SubsidySchema.class {}
SubsidySchema.setClass(Subsidy);
