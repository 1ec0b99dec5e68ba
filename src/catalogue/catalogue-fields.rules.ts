import { completenessFacts } from '../completeness/completeness-facts.rules.js';
import { conventionFacts } from '../convention/convention-facts.rules.js';
import { coverageFacts } from '../coverage/coverage-facts.rules.js';
import { indicatorFacts } from '../indicator/indicator-facts.rules.js';
import { needFacts } from '../needs/need-facts.rules.js';
import { planFacts } from '../plan/plan-facts.rules.js';
import type { FieldFacts, FieldsFacts } from '../provenance/measure.rules.js';
import { subsidyFacts } from '../subsidy/subsidy-facts.rules.js';
import { territoryFacts } from '../territory/territory-facts.rules.js';

/** Every measure that is a field, of each feature. */
const features: readonly FieldsFacts[] = [
  territoryFacts,
  conventionFacts,
  coverageFacts,
  planFacts,
  subsidyFacts,
  needFacts,
  indicatorFacts,
  completenessFacts,
];

export interface NamedFieldFacts extends FieldFacts {
  readonly field: string;
}

export const measureFields: readonly NamedFieldFacts[] = features.flatMap((facts) =>
  Object.entries(facts).map(([field, each]) => ({ field, ...each })),
);

/** Is a field of the schema this measure? It is, when it says so. */
export const isSaidBy = (
  { field, definition, ofConvention }: NamedFieldFacts,
  { name, description }: { readonly name: string; readonly description?: string | null | undefined },
): boolean => name === field && (description === definition || description === ofConvention);
