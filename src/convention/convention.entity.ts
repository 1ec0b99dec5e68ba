import { defineEntity, p } from '@mikro-orm/core';
import { localDate, word } from '../db/columns.js';
import { provenanceColumns } from '../provenance/provenance.columns.js';
import { Territory } from '../territory/territory.entity.js';

const ConventionSchema = defineEntity({
  name: 'Convention',
  indexes: [{ properties: ['lineage'] }, { properties: ['batch'] }],
  properties: {
    reference: p.string().length(60).primary(),
    title: p.text(),
    lineage: p.string().length(60),
    generation: p.integer().nullable(),
    scale: word(),
    homeDepartment: () => p.manyToOne(Territory).nullable().joinColumn('home_department_id'),
    startsOn: localDate().nullable(),
    startsPrecision: word().nullable(),
    endsOn: localDate().nullable(),
    endsPrecision: word().nullable(),
    durationYears: p.integer().nullable(),
    signedOn: localDate().nullable(),
    signatureBasis: p.text().nullable(),
    perimeterBasis: word(),
    perimeterComplete: p.boolean().nullable(),
    declaredCommunes: p.integer().nullable(),
    declaredPriorities: p.integer().nullable(),
    declaredObjectives: p.integer().nullable(),
    declaredActions: p.integer().nullable(),
    notes: p.text().nullable(),
    ...provenanceColumns,
  },
});

/** One generation of a CTG. Who signed, whom it covers, what changed since and what it plans are other tables. */
export class Convention extends ConventionSchema.class {}
ConventionSchema.setClass(Convention);
