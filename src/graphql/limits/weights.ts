import { maximumPageSize } from '../page.js';

/** What a statement of its own costs, beside what it finds. */
export const statementWeight = 10;

/**
 * Fields whose statement works over many rows, whatever comes out of it. One question may ask several, and not a hundred of
 * them under as many aliases.
 */
export const weights: Readonly<Record<string, number>> = {
  'Query.completionTable': 80_000,
  'Query.conventionTable': 80_000,
  'Query.coverageOutlook': 80_000,
  'Query.coverageTable': 80_000,
  'Query.fundingAbsences': 80_000,
  'Query.needAndSpending': 80_000,
  'Query.subsidiesByTerritory': 80_000,
  'Query.subsidyTable': 80_000,
  'Query.__schema': 400_000,
  'Query.__type': 5_000,
  'Mutation.checkTotals': 1_000_000,
  'Mutation.pullSource': 200_000,
};

/** Names of fields that are as heavy on every type that has them. */
export const weightsByName: Readonly<Record<string, number>> = {
  completionPeers: 40_000,
  concentration: 40_000,
  ctgCoveragePeers: 40_000,
  prioritiesAndSpending: 40_000,
  subsidyPeers: 40_000,
};

/**
 * Elements of a list that has no pages, as they mostly are. Introspection is made in one go, while nothing else is: it
 * counts five times as many types as there are.
 */
export const usualLength = 5;
export const lengths: Readonly<Record<string, number>> = {
  '__Schema.types': 1_500,
  '__Type.fields': 12,
  '__Type.enumValues': 8,
  '__Type.inputFields': 4,
  '__Field.args': 2,
  '__Type.possibleTypes': 2,
  '__Type.interfaces': 1,
};

/**
 * How long the longest lists of France are, by far enough. Readers ask for a page of a thousand where they want all that there
 * is: a page inside a page would else count a million for a hundred.
 */
const longest: Readonly<Record<string, number>> = {
  'Commune.conventions': 3,
  'Convention.perimeter': 100,
  'Convention.plan': 10,
  'Convention.planNodes': 300,
  'Country.departments': 101,
  'Department.communes': 900,
  'Department.conventions': 400,
  'Department.epcis': 80,
  'Epci.communes': 160,
  'Epci.conventions': 30,
  'PlanNode.children': 8,
  'Region.departments': 13,
};

/** How many elements a page may have. One that is asked larger than any is refused when its turn comes, before what it holds. */
export function pageLength(coordinate: string, asked: unknown, usual: number): number {
  const wanted = typeof asked === 'number' && asked >= 0 ? asked : usual;
  return Math.min(wanted, longest[coordinate] ?? maximumPageSize);
}
