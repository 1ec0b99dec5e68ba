import { defineEntity, p } from '@mikro-orm/core';
import { cents, word } from '../db/columns.js';

const SubsidyYearSchema = defineEntity({
  name: 'SubsidyYear',
  // With the territory too: whichever key the planner takes leads to the one row.
  indexes: [
    { properties: ['fiscalYear', 'nature', 'territoryId'] },
    {
      name: 'subsidy_year_top_index',
      expression:
        'create index "subsidy_year_top_index" on "subsidy_year" ("fiscal_year", "nature", ' +
        '(amount_cents::numeric / nullif(population, 0)) desc nulls last, "territory_id") ' +
        "where territory_id like 'commune:%'",
    },
  ],
  properties: {
    territoryId: p.string().length(20).primary(),
    nature: word().primary(),
    fiscalYear: p.integer().primary(),
    amountCents: cents(),
    lineCount: p.integer(),
    // Communes and EPCI of the territory with an amount of their own.
    communes: p.integer(),
    epcis: p.integer(),
    population: p.integer(),
    oldestInputAt: p.datetime(),
    freshestInputAt: p.datetime(),
    demonstration: p.boolean(),
  },
});

/** What the total of a territory's year, of one nature, rests on. A rollup like `SubsidySum`, for communes too. */
export class SubsidyYear extends SubsidyYearSchema.class {}
SubsidyYearSchema.setClass(SubsidyYear);
