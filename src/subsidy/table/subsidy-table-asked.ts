import { emptyColumns } from '../../db/grouping.js';
import { asksAll } from '../../graphql/selection.js';
import { SubsidyTableOrder } from './subsidy-measures.sql.js';
import { columnOf, type SubsidyTableQuestion } from './subsidy-table-source.sql.js';

const { PER_INHABITANT, CHANGE, NATURE_GAP } = SubsidyTableOrder;

/** What of a table has to be worked out, for what its answer tells and for its order. */
export function partsAsked({ asks = asksAll, orderBy, ages }: SubsidyTableQuestion) {
  const counts = asks('totalCount', 'subtotalCount');
  return {
    counts,
    /** Levels above the cells: a page beyond the last cell is counted by its total alone. */
    levels:
      counts || asks('subtotals', 'total', 'totals', 'totalState', 'totalHint', 'share', 'shareOfGroup'),
    rank: asks('rank'),
    ofGroup: asks('shareOfGroup'),
    again: asks('countedAgain'),
    precisions: asks('precision'),
    years: orderBy === CHANGE || orderBy === NATURE_GAP || asks('fiscalYears', 'previous', 'natureGap'),
    /** And the perimeter of conventions, which a row may have a part of. */
    people:
      ages !== null ||
      orderBy === PER_INHABITANT ||
      asks(
        'population',
        'perInhabitant',
        'perTenThousandInhabitants',
        'perChild',
        'cutAtBorder',
        'hint',
        'passports',
      ),
  };
}

/** What a row is without what is not asked. */
export const nothingElse = {
  ...emptyColumns(Object.values(columnOf)),
  rank: 0,
  centsAgain: '0',
  groupCents: null,
  precisions: [],
  years: [],
  before: null,
  gap: null,
  population: null,
  communes: 0,
  children: null,
  isPartOfConvention: false,
  cells: 0,
  subtotals: 0,
} as const;
