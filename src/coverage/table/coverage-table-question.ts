import type { GraphQLResolveInfo } from 'graphql';
import { HubError } from '../../errors.js';
import type { Context } from '../../graphql/context.js';
import { readList } from '../../graphql/list.js';
import { readOtherDates } from '../../graphql/other-dates.rules.js';
import { asksOf } from '../../graphql/selection.js';
import { readDates } from '../../graphql/series.rules.js';
import { checkTable, claimCells } from '../../graphql/table.js';
import { checkFilter, readFilter } from '../../territory/table-filter.js';
import { tableTerritory } from '../../territory/territory.resolver.js';
import { CoverageTableOrder, isRate } from './coverage-measures.sql.js';
import type { CoverageTableArgs } from './coverage-table.input.js';
import { CoverageDimension, cellsOf, rateless } from './coverage-table.rules.js';
import type { CoverageTableQuestion } from './coverage-table.sql.js';

/**
 * Arguments as a question, or why not, before any work; what its answer does not tell is not worked out.
 * @throws HubError `TABLE_TOO_LARGE`, `DATES_NOT_GROUPED`, `DIMENSION_TOO_WIDE`, `COMPARISON_MISSING`, `COMPARISON_GIVEN_TWICE`, `INVALID_DATE_COMPARISON`,
 * `ORDER_WITHOUT_MEANING` and those of its arguments
 */
export async function readQuestion(
  args: CoverageTableArgs,
  info: GraphQLResolveInfo,
  context: Context,
): Promise<CoverageTableQuestion> {
  const { by, rule, ascending, first, offset } = args;
  checkTable(args);
  const dates = readDates(args.on, args.between);
  if (dates.length > 1 && !by.includes(CoverageDimension.DATE)) {
    throw new HubError('DATES_NOT_GROUPED', undefined);
  }
  const otherDates = readOtherDates(args, dates);
  const orderBy = readOrder(args, otherDates !== null);
  const states = readList('states', args.states);
  const kept = checkFilter(args);
  const within = await tableTerritory(context, args.within, by);
  claimCells(context, cellsOf(by, { kind: within.kind, dates: dates.length }));
  return {
    within,
    by,
    ...(await readFilter(context, kept)),
    states,
    dates,
    rule,
    otherDates,
    orderBy,
    ascending: ascending ?? orderBy === CoverageTableOrder.KEY,
    first,
    offset,
    asks: asksOf(info),
  };
}

/** A series is read in the order of its dates, anything else by what it measures. */
function defaultOrder(by: readonly CoverageDimension[]): CoverageTableOrder {
  if (by[0] === CoverageDimension.DATE) return CoverageTableOrder.KEY;
  return rateless(by) === undefined ? CoverageTableOrder.POPULATION_RATE : CoverageTableOrder.INHABITANTS;
}

function readOrder({ by, orderBy: asked }: CoverageTableArgs, isCompared: boolean): CoverageTableOrder {
  const without = rateless(by);
  const order = asked ?? defaultOrder(by);
  if (without !== undefined && isRate(order)) {
    const instead = `les communes d’une ligne de ${without} sont toutes dans le même état, triez par INHABITANTS ou COMMUNE_COUNT`;
    throw new HubError('ORDER_WITHOUT_MEANING', { order, instead });
  }
  if (order === CoverageTableOrder.CHANGE && !isCompared) {
    throw new HubError('COMPARISON_MISSING', undefined);
  }
  return order;
}
