import { defineEntity, p } from '@mikro-orm/core';
import { cents, word, words } from '../db/columns.js';
import { Batch } from '../provenance/batch.entity.js';
import { provenanceColumns } from '../provenance/provenance.columns.js';
import { Territory } from '../territory/territory.entity.js';

const SubsidySchema = defineEntity({
  name: 'Subsidy',
  indexes: [
    { properties: ['territory', 'fiscalYear', 'nature'] },
    // Few amounts are set aside, and every total asks whether any is.
    { name: 'subsidy_set_aside_index', properties: ['territory'], where: 'set_aside is not null' },
    // Millions of rows in the order of batches: a few blocks of the table hold all those of one batch.
    { properties: ['batch'], type: 'brin' },
    // Identifiers that are a territory's own, by what its file says: few, and every load asks whether there is any.
    {
      name: 'subsidy_own_key_index',
      expression:
        'create index "subsidy_own_key_index" on "subsidy" (substr(reference, strpos(reference, \'/\') + 1)) ' +
        "where reference like '~@%'",
    },
  ],
  properties: {
    // The file's own identifier of the amount, or one made of what the amount is of: loading a file twice is harmless.
    reference: p.string().length(160).primary(),
    // Loads check in bulk that it exists: a key checked row by row costs two thirds of the speed.
    territory: () => p.manyToOne(Territory).createForeignKeyConstraint(false).joinColumn('territory_id'),
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
    operator: p.text().nullable(),
    facility: p.text().nullable(),
    // Why this amount is in no yearly total; null when it is in one.
    setAside: word().nullable(),
    notes: p.text().nullable(),
    ...provenanceColumns,
    batch: () => p.manyToOne(Batch).createForeignKeyConstraint(false).joinColumn('batch_revision'),
  },
});

/** One amount of social-action funding, of a territory, as its source states it. */
export class Subsidy extends SubsidySchema.class {}
SubsidySchema.setClass(Subsidy);
