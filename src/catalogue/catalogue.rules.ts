import { conventionTableFacts } from '../convention/table/convention-measures.rules.js';
import { coverageTableFacts } from '../coverage/table/coverage-measures.rules.js';
import { completionTableFacts } from '../plan/table/completion-measures.rules.js';
import type { TableFacts } from '../provenance/measure.rules.js';
import { byTerritoryFacts } from '../subsidy/published/by-territory-measures.rules.js';
import { subsidyTableFacts } from '../subsidy/table/subsidy-measures.rules.js';

/** Every table of the hub. */
const tables: readonly TableFacts[] = [
  coverageTableFacts,
  subsidyTableFacts,
  byTerritoryFacts,
  completionTableFacts,
  conventionTableFacts,
];

const entry = ({ query, title, measures, dimensions, without, apart = [], limits }: TableFacts) => ({
  query,
  title,
  measures: Object.entries(measures).map(([name, facts]) => ({
    name,
    ...facts,
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
