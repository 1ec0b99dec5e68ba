import type { PlaceKey } from '../../convention/table/table-key.resolver.js';
import { ratio } from '../../graphql/ratio.type.js';
import { CoverageDimension, isTerritorial, rateless } from './coverage-table.rules.js';
import type { CoverageTableQuestion, CoverageTableRow as Row } from './coverage-table.sql.js';
import type { CoverageChange, CoverageTableKey, CoverageTableRow } from './coverage-table.type.js';

type Key = CoverageTableKey & PlaceKey;

/** A row remembers what it was asked and what it counts, to say on what it rests and to list its communes. */
export type AnsweredRow = Omit<CoverageTableRow, 'cutAtBorder'> & {
  readonly key: Key;
  readonly question: CoverageTableQuestion;
  readonly counted: Row;
};

/** @param rank null for what is no cell */
export function tableRow(row: Row, question: CoverageTableQuestion, rank: number | null): AnsweredRow {
  const { by, compareTo } = question;
  const territorial = by.filter(isTerritorial);
  const kept = territorial.slice(0, territorial.length - row.over);
  const { communesOfAll, populationOfAll } = question.states === null ? row : noWhole;
  return {
    key: keyOf(row, by),
    question,
    counted: row,
    dimensions: by.filter((dimension) => !isTerritorial(dimension) || kept.includes(dimension)),
    rank,
    on: row.date,
    communes: ratio(row.covered, row.communes),
    population: ratio(row.coveredPopulation, row.population),
    communeCount: row.communes,
    inhabitants: row.population,
    coveredPopulation: row.coveredPopulation,
    remainingPopulation: row.population - row.coveredPopulation,
    communeShare: communesOfAll === null ? null : ratio(row.communes, communesOfAll),
    inhabitantShare: populationOfAll === null ? null : ratio(row.population, populationOfAll),
    conventionsInForce: row.inForce,
    unknown: {
      communes: row.undetermined,
      population: row.undeterminedPopulation,
      conventionsWithUnknownDates: row.conventionsUndetermined,
      conventionsWithUnknownPerimeter: row.withoutPerimeter,
      communesAnnouncedNotNamed: row.notListed,
    },
    change: compareTo === null || row.before === null ? null : changeOf(row, row.before, compareTo, question),
  };
}

/** Of some states alone, nobody knows what all are. */
const noWhole = { communesOfAll: null, populationOfAll: null };

const keyOf = (row: Row, by: readonly CoverageDimension[]): Key => ({
  country: row.country,
  region: row.region,
  department: row.department,
  epci: row.epci,
  commune: row.commune,
  convention: row.convention,
  populationBand: row.populationBand,
  territoryScale: row.territoryScale,
  status: row.status,
  date: by.includes(CoverageDimension.DATE) ? row.date : null,
});

function changeOf(
  row: Row,
  before: NonNullable<Row['before']>,
  on: string,
  { by }: CoverageTableQuestion,
): CoverageChange {
  // Worked out from whole numbers: of the same communes, the difference of two shares is that of their numerators.
  const points = (now: number, of: number, then: number, ofThen: number) =>
    of === 0 || ofThen === 0 || rateless(by) !== undefined
      ? null
      : ((now * ofThen - then * of) / (of * ofThen)) * 100;
  return {
    on,
    communes: ratio(before.covered, before.communes),
    population: ratio(before.coveredPopulation, before.population),
    communeCount: before.communes,
    inhabitants: before.population,
    communeCountDifference: row.communes - before.communes,
    inhabitantsDifference: row.population - before.population,
    conventionsInForce: before.inForce,
    communesDifference: row.covered - before.covered,
    populationDifference: row.coveredPopulation - before.coveredPopulation,
    communesPoints: points(row.covered, row.communes, before.covered, before.communes),
    populationPoints: points(
      row.coveredPopulation,
      row.population,
      before.coveredPopulation,
      before.population,
    ),
  };
}
