import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { CoverageRule } from '../../convention/convention.rules.js';
import { standingByDay } from '../../convention/kept/states.sql.js';
import { type Listed, slicesByParent } from '../../db/slices.js';
import type { ListOrder, Page } from '../../graphql/page.js';
import type { PlanNodeKind } from '../plan.rules.js';
import { lastEntry, planNodeColumns } from '../plan.sql.js';
import type { PlanNodeRow } from '../plan.type.js';
import { CompletionDimension, levelsOf } from './completion-table.rules.js';
import type { CompletionTableQuestion, CompletionTableRow } from './completion-table.sql.js';
import { placesOf } from './completion-table-groups.sql.js';
import { isOfLevel, scopeOf, territoriesOf } from './completion-table-scope.sql.js';

/** Rows of one table that are grouped by the same dimensions. */
export interface RowLevel {
  readonly question: CompletionTableQuestion;
  readonly dimensions: readonly CompletionDimension[];
}

type Keyed = Pick<CompletionTableRow, 'date' | 'placeId' | 'convention' | 'theme' | 'status'>;

/** The key of a row among those of its level; nothing for what is empty, or not a dimension. */
export const rowKey = ({ date, placeId, convention, theme, status }: Keyed): string =>
  JSON.stringify([date, placeId, convention ?? '', theme ?? '', status ?? '']);

export const rowNodeOrder: ListOrder = {
  list: 'rowNodes',
  keys: [
    { column: 'conventionReference', type: 'text' },
    { column: 'position', type: 'int' },
    { column: 'id', type: 'text' },
  ],
};

const { CONVENTION, THEME, STATUS } = CompletionDimension;

/** The objectives and actions that rows count, plan by plan, one page each. */
export function nodesOfRows(
  em: SqlEntityManager,
  { question, dimensions }: RowLevel,
  keys: readonly string[],
  kinds: readonly PlanNodeKind[],
  page: Page,
) {
  const { within, themes } = question;
  const levels = levelsOf(dimensions);
  const values = keys.map((key) => JSON.parse(key) as string[]);
  const columns = ['on_day', 'place_id', 'convention', 'theme', 'status'];
  const arrays = columns.map((_, at) => values.map((each) => each[at] as string));
  return slicesByParent(
    em,
    'completionNodesOfRows',
    sql<PlanNodeRow & Listed>`
      with k as materialized (
        select * from unnest(${sql.join([keys, ...arrays].map((each) => sql`${each}::text[]`))})
          k(row_key, ${sql.join(columns.map((each) => sql.ref(each)))})
      ),
      day as materialized (select distinct on_day::date as on_day from k),
      period as (select on_day as asked, on_day as used, false as is_before from day),
      whole as materialized (${territoriesOf(within, levels)}),
      touched as materialized (${scopeOf(standingByDay(sql`array(select id from whole)`, CoverageRule.PERIOD))}),
      placed as materialized (${placesOf(levels, within.kind, false)}),
      plan as materialized (
        select k.*, placed.reference
        from k join placed on placed.place_id = k.place_id and placed.on_day = k.on_day::date and placed.state = 'IN_FORCE'
          and ${isOfLevel(dimensions.includes(CONVENTION), sql`placed.reference = k.convention`)}
      )
      select plan.row_key as "parent", ${planNodeColumns}
      from plan
      -- Each plan by itself: the planner would read the nodes of all plans of the country.
      cross join lateral (
        select * from plan_node each where each.convention_reference = plan.reference and each.is_measured offset 0
      ) n
      cross join lateral (
        select case when n.kind = 'ACTION'
                    then coalesce((select last.status from (${lastEntry(sql`plan.on_day`)}) last), 'UNKNOWN') end as status
      ) known
      where n.kind = any(${kinds}::text[]) and (${themes}::text[] is null or n.themes && ${themes}::text[])
        and ${isOfLevel(
          dimensions.includes(THEME),
          sql`case plan.theme when '' then cardinality(n.themes) = 0 else plan.theme = any(n.themes) end`,
        )}
        and ${isOfLevel(dimensions.includes(STATUS), sql`known.status = plan.status`)}`,
    rowNodeOrder,
    page,
  );
}
