import { type RawBuilder, sql } from 'kysely';
import { asMany } from '../../db/many.js';
import { TerritoryKind } from '../../territory/territory.rules.js';
import type { CompletionTableQuestion } from './completion-table.sql.js';

/** Select of the territories of a table: itself, and those of each level in it. Columns `id`, `kind`. */
export function territoriesOf(
  within: CompletionTableQuestion['within'],
  levels: readonly TerritoryKind[],
): RawBuilder<unknown> {
  const kinds = [...new Set([within.kind, ...levels])];
  // Kinds are written out: how rare each is tells the planner not to read every commune.
  return sql`
    select t.id, t.kind from territory t
    where t.kind in (${sql.join(kinds.map((kind) => sql.lit(kind)))})
      and ${within.kind === TerritoryKind.COUNTRY ? sql`true` : sql`${within.id} in (t.id, t.epci_id, t.department_id, t.region_id)`}`;
}

/** Select of the conventions that stand, or may, in the relation `whole`. @param standing select of `standingByDay` */
export const scopeOf = (standing: RawBuilder<unknown>): RawBuilder<unknown> => sql`
  select standing.whole_id, upper(split_part(standing.whole_id, ':', 1)) as kind, standing.reference, standing.on_day,
         standing.state
  from (${standing}) standing ${asMany}
  -- What is left out, not what is kept: the planner takes an equality for a rarity, and then joins row by row.
  where standing.state <> all('{NOT_STARTED,ENDED}')`;

/** A condition on the value of a dimension, of a level that is grouped by it. */
export const isOfLevel = (isGrouped: boolean, condition: RawBuilder<unknown>): RawBuilder<unknown> =>
  isGrouped ? condition : sql`true`;
