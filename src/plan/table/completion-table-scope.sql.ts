import { type RawBuilder, sql } from 'kysely';
import { CoverageRule } from '../../convention/convention.rules.js';
import { livesOn, standingByDay, standingOn } from '../../convention/kept/states.sql.js';
import { asMany } from '../../db/many.js';
import { isFiltered, keptCommunes, type TableFilter } from '../../territory/table-filter.sql.js';
import { country, TerritoryKind } from '../../territory/territory.rules.js';
import type { CompletionTableQuestion } from './completion-table.sql.js';
import { keepsConvention, type PlanFilter } from './completion-table-filter.sql.js';

/** Select of the territories of a table: itself, and those of each level in it. Columns `id`, `kind`. */
export function territoriesOf(
  within: CompletionTableQuestion['within'],
  levels: readonly TerritoryKind[],
): RawBuilder<unknown> {
  const kinds = [...new Set([within.kind, ...levels])];
  if (kinds.length === 1) return sql`select t.id, t.kind from territory t where t.id = ${within.id}`;
  // Kinds are written out: how rare each is tells the planner not to read every commune.
  return sql`
    select t.id, t.kind from territory t
    where t.kind in (${sql.join(kinds.map((kind) => sql.lit(kind)))})
      and ${within.kind === TerritoryKind.COUNTRY ? sql`true` : sql`${within.id} in (t.id, t.epci_id, t.department_id, t.region_id)`}`;
}

/** Select of the conventions that are kept and stand, or may, in the relation `whole`. @param standing select of `standingByDay` */
export const scopeOf = (standing: RawBuilder<unknown>, filter: PlanFilter): RawBuilder<unknown> => sql`
  select standing.whole_id, upper(split_part(standing.whole_id, ':', 1)) as kind, standing.reference, standing.on_day,
         standing.state
  from (${standing}) standing ${asMany}
  -- What is left out, not what is kept: the planner takes an equality for a rarity, and then joins row by row.
  where standing.state <> all('{NOT_STARTED,ENDED}') and ${keepsConvention(sql`standing.reference`, filter)}`;

/** Common table expressions of the communes that a filter keeps of the relation `whole`: `kept`, or none. */
export function keptCtes({
  within,
  ...filter
}: Pick<CompletionTableQuestion, 'within'> & TableFilter): RawBuilder<unknown>[] {
  if (!isFiltered(filter)) return [];
  const parts = sql`select part_id from territory_part where whole_id = any(array(select id from whole))`;
  const isInside = within.kind === TerritoryKind.COUNTRY ? sql`true` : sql`c.id in (${parts})`;
  return [sql`kept as materialized (${keptCommunes(filter)} and ${isInside})`];
}

/**
 * Select of where conventions stand in the relation `whole`, on each day of the relation `day`: columns of `standingByDay`. Of a
 * filtered table, in what a convention touches by a commune that is kept.
 * @param isMeant condition on a row `touched` of `convention_place`, of a table without a filter
 */
export function standingIn(filter: TableFilter, isMeant = sql`true`): RawBuilder<unknown> {
  const rule = CoverageRule.PERIOD;
  if (!isFiltered(filter)) return standingByDay(sql`array(select id from whole)`, rule, isMeant);
  const { territories, bands } = filter;
  const within = (t: string) => {
    const ids = ['id', 'epci_id', 'department_id', 'region_id'].map((name) => sql.ref(`${t}.${name}`));
    return sql`
      cross join lateral unnest(array[${sql.join(ids)}, ${country.id}]::text[]) up(id) join whole on whole.id = up.id`;
  };
  // A source may name a territory and none of its communes: its plan is of that territory all the same, and of no band.
  const named = sql`
    union
    select whole.id, named.convention_reference, day.on_day
    from territory t
    join convention_territory named on named.territory_id = t.id and named.is_anchor
    cross join day ${within('t')}
    where t.kind in (${TerritoryKind.EPCI}, ${TerritoryKind.DEPARTMENT}, ${TerritoryKind.REGION})
      and (t.id = any(${territories}::text[]) or t.department_id = any(${territories}::text[])
        or t.region_id = any(${territories}::text[]))`;
  return sql`
    select held.whole_id, held.reference, held.on_day, stood.state
    from (
      -- A convention touches a territory by many communes, and counts there once.
      select distinct whole.id as whole_id, touch.reference, day.on_day
      from kept
      join convention_place touch on touch.territory_id = kept.id and touch.within_id = ''
      join day on ${livesOn('touch', sql`day.on_day`)} ${within('kept')}
      ${bands === null ? named : sql``}
    ) held
    ${standingOn(sql`held.reference`, { on: sql`held.on_day`, rule })}`;
}

/** A condition on the value of a dimension, of a level that is grouped by it. */
export const isOfLevel = (isGrouped: boolean, condition: RawBuilder<unknown>): RawBuilder<unknown> =>
  isGrouped ? condition : sql`true`;
