import { ratio } from '../../graphql/ratio.type.js';
import type { CoverageChange } from './coverage-change.type.js';
import { isMoving, rateless } from './coverage-table.rules.js';
import type { CoverageTableQuestion, CoverageTableRow as Row } from './coverage-table.sql.js';

/** What a row of a table is told from. */
export interface Told {
  readonly row: Row;
  readonly question: CoverageTableQuestion;
}

/** Inhabitants of covered communes, of a row: null where the population of none of its communes is known. */
export const coveredPeople = ({
  population,
  coveredPopulation,
}: Pick<Row, 'population' | 'coveredPopulation'>): number | null =>
  population === null ? null : coveredPopulation;

/** Null where either is. */
export const difference = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? null : one - other;

/** The same row at the date that its own is compared with, if it is with one. */
export function changeOf({ row, question: { by, otherDates } }: Told): CoverageChange | null {
  const { before } = row;
  const on = otherDates?.[row.date];
  if (before === null || on === undefined) return null;
  // Worked out from whole numbers: of the same communes, the difference of two shares is that of their numerators.
  const points = (now: number, of: number, then: number, ofThen: number) =>
    of === 0 || ofThen === 0 || rateless(by) !== undefined
      ? null
      : ((now * ofThen - then * of) / (of * ofThen)) * 100;
  return {
    on,
    communes: ratio(before.covered, before.communes),
    population: ratio(before.coveredPopulation, before.population ?? 0),
    communeCount: before.communes,
    inhabitants: before.population,
    communeCountDifference: row.communes - before.communes,
    inhabitantsDifference: difference(row.population, before.population),
    conventionsInForce: before.inForce,
    communesDifference: row.covered - before.covered,
    populationDifference: difference(coveredPeople(row), coveredPeople(before)),
    communesPoints: points(row.covered, row.communes, before.covered, before.communes),
    populationPoints: points(
      row.coveredPopulation,
      row.population ?? 0,
      before.coveredPopulation,
      before.population ?? 0,
    ),
  };
}

/** Is there a change that rows are ordered by: of a share, or of the people of a row that gains and loses communes? */
export function isChangeKnown(told: Told): boolean {
  const { row, question } = told;
  const change = changeOf(told);
  if (change === null) return false;
  return isMoving(question.by, question.states !== null)
    ? row.communes + change.communeCount > 0 && change.inhabitantsDifference !== null
    : change.populationPoints !== null;
}
