import { emptyColumns } from '../../db/grouping.js';
import { asksAll } from '../../graphql/selection.js';
import { communeCounts, conventionCounts } from '../coverage.sql.js';
import { columnOf } from './coverage-dimensions.sql.js';
import { CoverageTableOrder } from './coverage-measures.sql.js';
import { CoverageDimension } from './coverage-table.rules.js';
import type { CoverageTableQuestion } from './coverage-table.sql.js';

/** What a row is told of each figure of a group, and of what it rests on: when that came, and whether any of it is invented. */
export const nameOfFigure: Readonly<Record<string, string>> = {
  covered: 'covered',
  covered_population: 'coveredPopulation',
  undetermined: 'undetermined',
  undetermined_population: 'undeterminedPopulation',
  in_force: 'inForce',
  conventions_undetermined: 'conventionsUndetermined',
  without_perimeter: 'withoutPerimeter',
  not_listed: 'notListed',
  oldest_input_at: 'oldestInputAt',
  freshest_input_at: 'freshestInputAt',
  demonstration: 'demonstration',
};
const basis = ['oldest_input_at', 'freshest_input_at', 'demonstration'];
const ofCertain = ['covered', 'covered_population'];

/** What of a table has to be worked out, for what its answer tells and for its order. */
export function partsAsked({ asks = asksAll, by, orderBy }: CoverageTableQuestion) {
  const counts = asks('totalCount', 'subtotalCount');
  const passports = asks('passport', 'passports');
  const areConventions =
    passports ||
    orderBy === CoverageTableOrder.CONVENTIONS ||
    asks(
      'conventionsInForce',
      'conventionsWithUnknownDates',
      'conventionsWithUnknownPerimeter',
      'communesAnnouncedNotNamed',
    );
  return {
    counts,
    /** Levels above the cells: a page beyond the last cell is counted by its totals alone. */
    levels: counts || asks('subtotals', 'totals', 'passports'),
    rank: asks('rank'),
    ofAll: by.includes(CoverageDimension.STATUS) && asks('communeShare', 'inhabitantShare'),
    communes: passports || asks('unknown') ? communeCounts : ofCertain,
    conventions: areConventions ? conventionCounts : [],
    basis: passports ? basis : [],
  };
}

/** What a row is without what is not asked. */
export const nothingElse = {
  ...emptyColumns(Object.values(columnOf)),
  undetermined: 0,
  undeterminedPopulation: 0,
  inForce: 0,
  conventionsUndetermined: 0,
  withoutPerimeter: 0,
  notListed: 0,
  communesOfAll: null,
  populationOfAll: null,
  oldestInputAt: null,
  freshestInputAt: null,
  demonstration: null,
  before: null,
  rank: 0,
  cells: 0,
  subtotals: 0,
} as const;
