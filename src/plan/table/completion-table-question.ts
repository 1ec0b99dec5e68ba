import type { GraphQLResolveInfo } from 'graphql';
import { HubError } from '../../errors.js';
import type { Context } from '../../graphql/context.js';
import { readList } from '../../graphql/list.js';
import { othersOf, readOtherDates } from '../../graphql/other-dates.rules.js';
import { asksOf } from '../../graphql/selection.js';
import { readDates } from '../../graphql/series.rules.js';
import { checkTable, claimCells } from '../../graphql/table.js';
import { checkFilter, readFilter } from '../../territory/table-filter.js';
import { tableTerritory } from '../../territory/territory.resolver.js';
import { CompletionTableOrder, isChange, isRate } from './completion-measures.sql.js';
import type { CompletionTableArgs } from './completion-table.input.js';
import { CompletionDimension, cellsOf, plansOf } from './completion-table.rules.js';
import type { CompletionTableQuestion } from './completion-table.sql.js';
import { checkPlanFilter, readPlanFilter } from './completion-table-filter.js';
import { maximumPlansOf } from './completion-table-sums.sql.js';

/**
 * Arguments as a question, or why not, before any work; what its answer does not tell is not worked out.
 * @throws HubError `TABLE_TOO_LARGE`, `TOO_MANY_PLANS`, `DUPLICATE_DIMENSION`, `DIMENSION_TOO_WIDE`, `DATES_NOT_GROUPED`,
 * `ORDER_WITHOUT_MEANING`, `COMPARISON_GIVEN_TWICE`, `INVALID_DATE_COMPARISON`, `UNKNOWN_CONVENTION` and those of its arguments
 */
export async function readQuestion(
  args: CompletionTableArgs,
  info: GraphQLResolveInfo,
  context: Context,
): Promise<CompletionTableQuestion> {
  const { by, first, offset } = args;
  checkTable(args);
  const dates = readDates(args.on, args.between);
  if (dates.length > 1 && !by.includes(CompletionDimension.DATE))
    throw new HubError('DATES_NOT_GROUPED', undefined);
  const otherDates = readOtherDates(args, dates);
  const orderBy = readOrder(args, otherDates !== null);
  const themes = readList('themes', args.themes);
  const kept = checkFilter(args);
  const keptPlans = checkPlanFilter(args);
  const within = await tableTerritory(context, args.within, by);
  const extent = { kind: within.kind, dates: dates.length, conventions: args.conventions ?? null };
  const cells = cellsOf(by, extent);
  claimCells(context, cells);
  const question: CompletionTableQuestion = {
    within,
    by,
    ...(await readFilter(context, kept)),
    ...(await readPlanFilter(context, keptPlans)),
    dates,
    themes,
    otherDates,
    orderBy,
    ascending: args.ascending ?? orderBy === CompletionTableOrder.KEY,
    first,
    offset,
    asks: asksOf(info),
  };
  const days = new Set([...dates, ...othersOf(dates, otherDates)]);
  const plans = plansOf({ kind: within.kind, dates: days.size }, args);
  const maximum = maximumPlansOf(question);
  if (maximum !== null && plans > maximum) throw new HubError('TOO_MANY_PLANS', { plans, maximum });
  return question;
}

/** A series is read in the order of its dates, anything else by what it measures. */
function defaultOrder(by: readonly CompletionDimension[], byStatus: boolean): CompletionTableOrder {
  if (by[0] === CompletionDimension.DATE) return CompletionTableOrder.KEY;
  return byStatus ? CompletionTableOrder.ACTION_COUNT : CompletionTableOrder.ACTION_RATE;
}

function readOrder(
  { by, orderBy: asked, statuses }: CompletionTableArgs,
  compares: boolean,
): CompletionTableOrder {
  const byStatus = statuses != null || by.includes(CompletionDimension.STATUS);
  const order = asked ?? defaultOrder(by, byStatus);
  if (byStatus && isRate(order)) {
    const instead = 'des actions choisies par leur état n’ont pas de taux, triez par ACTION_COUNT ou par KEY';
    throw new HubError('ORDER_WITHOUT_MEANING', { order, instead });
  }
  if (statuses != null && order === CompletionTableOrder.OVERDUE) {
    const instead =
      'sous « statuses » se comptent des actions, en retard ou non : triez par ACTION_COUNT ou par KEY, ou retirez « statuses »';
    throw new HubError('ORDER_WITHOUT_MEANING', { order, instead });
  }
  if (isChange(order) && !compares) {
    throw new HubError('ORDER_WITHOUT_MEANING', {
      order,
      instead: 'ajoutez « compare: true », ou donnez la date à comparer par « compareTo »',
    });
  }
  return order;
}
