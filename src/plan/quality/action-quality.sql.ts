import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import { type Listed, slicesByParent } from '../../db/slices.js';
import { rows } from '../../db/sql.js';
import type { ListOrder, Page } from '../../graphql/page.js';
import { lastEntry, planNodeColumns } from '../plan.sql.js';
import type { PlanNodeRow } from '../plan.type.js';
import { type PlansQuestion, plansAsked } from '../plans-asked.sql.js';
import { type ActionField, actionFields } from './action-quality.rules.js';

export interface QualityQuestion extends PlansQuestion {
  /** What an action must have to be complete. */
  readonly fields: readonly ActionField[];
}

/** How many actions of a territory or convention there are, and how many lack each thing. */
export interface QualityRow {
  readonly id: string;
  readonly actions: number;
  readonly complete: number;
  readonly missing: Readonly<Record<ActionField, number>>;
}

/** Condition on action `n`: it lacks each thing on a day. A due date that no day can be read from is lacking. */
const lacks = (on: LocalDate): Readonly<Record<ActionField, RawBuilder<unknown>>> => ({
  LEAD: sql`n.lead_kind is null`,
  DUE_DATE: sql`n.due_on is null`,
  THEME: sql`cardinality(n.themes) = 0`,
  INDICATOR: sql`n.indicator is null`,
  BASELINE: sql`n.baseline is null`,
  PROGRESS: sql`not exists (${lastEntry(on)})`,
});

/** Select of the actions of the asked plans, each with what it lacks of what is asked. */
function actionsOf(ids: readonly string[], { fields, ...question }: QualityQuestion): RawBuilder<unknown> {
  const conditions = lacks(question.on);
  const missing = fields.map((field) => sql`case when ${conditions[field]} then ${sql.lit(field)} end`);
  return sql`
    select asked.whole_id, n.id, n.convention_reference, n.position,
           array_remove(array[${sql.join(missing)}]::text[], null) as missing
    from (${plansAsked(ids, question)}) asked
    join plan_node n on n.convention_reference = asked.reference and n.kind = 'ACTION'`;
}

/** What actions lack, in one statement for several territories or conventions. */
export async function actionQualityOf(
  em: SqlEntityManager,
  ids: readonly string[],
  question: QualityQuestion,
) {
  const counts = actionFields.map(
    (field) => sql`${sql.lit(field)}, (count(*) filter (where ${sql.lit(field)} = any(missing)))::int`,
  );
  const found = await rows(
    em,
    `actionQualityOf ${question.scope}`,
    sql<QualityRow>`
      select whole_id as "id", count(*)::int as "actions",
             (count(*) filter (where cardinality(missing) = 0))::int as "complete",
             jsonb_build_object(${sql.join(counts)}) as "missing"
      from (${actionsOf(ids, question)}) action
      group by whole_id`,
  );
  return new Map(found.map((row) => [row.id, row]));
}

/** An action with what it lacks. */
export interface IncompleteActionRow extends Listed, PlanNodeRow {
  readonly missing: readonly ActionField[];
}

export const incompleteOrder: ListOrder = {
  list: 'incompleteActions',
  keys: [
    { column: 'conventionReference', type: 'text' },
    { column: 'position', type: 'int' },
    { column: 'id', type: 'text' },
  ],
};

/** The actions that lack something of what is asked, by convention and in the order of its plan. */
export function incompleteActionsOf(
  em: SqlEntityManager,
  ids: readonly string[],
  question: QualityQuestion,
  page: Page,
) {
  return slicesByParent(
    em,
    `incompleteActionsOf ${question.scope}`,
    sql<IncompleteActionRow>`
      select action.whole_id as "parent", ${planNodeColumns}, action.missing
      from (${actionsOf(ids, question)}) action
      join plan_node n on n.id = action.id
      where cardinality(action.missing) > 0`,
    incompleteOrder,
    page,
  );
}
