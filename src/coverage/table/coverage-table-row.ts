import type { PlaceKey } from '../../convention/table/table-key.resolver.js';
import { ratio } from '../../graphql/ratio.type.js';
import { type Measured, measuredOf, orderOf } from '../../provenance/measure.rules.js';
import { coverageMeasures } from './coverage-measures.sql.js';
import { CoverageDimension, isTerritorial } from './coverage-table.rules.js';
import type { CoverageTableQuestion, CoverageTableRow as Row } from './coverage-table.sql.js';
import type { CoverageTableKey, CoverageTableRow } from './coverage-table.type.js';

type Key = CoverageTableKey & PlaceKey;

/** A row remembers what it was asked and what it counts, to say on what it rests and to list its communes. */
export type AnsweredRow = Omit<CoverageTableRow, 'cutAtBorder'> &
  Measured<typeof coverageMeasures> & {
    readonly key: Key;
    readonly question: CoverageTableQuestion;
    readonly counted: Row;
  };

/** @param rank null for what is no cell */
export function tableRow(row: Row, question: CoverageTableQuestion, rank: number | null): AnsweredRow {
  const { by } = question;
  const told = { row, question };
  const order = orderOf(coverageMeasures, question.orderBy);
  const territorial = by.filter(isTerritorial);
  const kept = territorial.slice(0, territorial.length - row.over);
  const { communesOfAll, populationOfAll } = question.states === null ? row : noWhole;
  return {
    key: keyOf(row, by),
    question,
    counted: row,
    dimensions: by.filter((dimension) => !isTerritorial(dimension) || kept.includes(dimension)),
    rank: order === null || order.isKnown(told) ? rank : null,
    on: row.date,
    communeShare: communesOfAll === null ? null : ratio(row.communes, communesOfAll),
    inhabitantShare:
      populationOfAll === null || row.population === null ? null : ratio(row.population, populationOfAll),
    unknown: {
      communes: row.undetermined,
      population: row.undeterminedPopulation,
      conventionsWithUnknownDates: row.conventionsUndetermined,
      conventionsWithUnknownPerimeter: row.withoutPerimeter,
      communesAnnouncedNotNamed: row.notListed,
    },
    ...measuredOf(coverageMeasures, told),
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
