import { conventionTableFacts } from '../convention/table/convention-measures.rules.js';
import { coverageTableFacts } from '../coverage/table/coverage-measures.sql.js';
import { completionTableFacts } from '../plan/table/completion-measures.sql.js';
import type { MeasureFacts, TableFacts } from '../provenance/measure.rules.js';
import { byTerritoryFacts } from '../subsidy/published/by-territory-measures.rules.js';
import { subsidyTableFacts } from '../subsidy/table/subsidy-measures.sql.js';

/** Every table of the hub. */
const tables: readonly TableFacts[] = [
  coverageTableFacts,
  subsidyTableFacts,
  byTerritoryFacts,
  completionTableFacts,
  conventionTableFacts,
];

/** What is said of a measure; how it is worked out is not. */
const factsOf = ({ field, label, definition, formula, unit, addsUp }: MeasureFacts): MeasureFacts => ({
  field,
  label,
  definition,
  formula,
  unit,
  addsUp,
});

const entry = ({ query, title, measures, dimensions, without, apart = [], limits }: TableFacts) => ({
  query,
  title,
  measures: Object.entries(measures).map(([name, facts]) => ({
    name,
    ...factsOf(facts),
    dimensions: Object.keys(dimensions).filter((dimension) => !without[name]?.includes(dimension)),
    addsUpBy: Object.keys(dimensions).filter((dimension) => facts.addsUp && !apart.includes(dimension)),
  })),
  dimensions: Object.entries(dimensions).map(([name, { label, description }]) => ({
    name,
    label,
    description,
  })),
  limits,
});

export const catalogue = tables.map(entry);
