import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '../calendar.js';
import { CoverageRule } from '../convention/convention.rules.js';
import { conventionsAlive, statesOn } from '../convention/kept/states.sql.js';
import { rows } from '../db/sql.js';
import { HubError } from '../errors.js';
import type { CompletionScope } from './completion.sql.js';

/** Whose plans are asked for, and when. */
export interface PlansQuestion {
  readonly scope: CompletionScope;
  readonly on: LocalDate;
}

/**
 * Select of the conventions whose plans count, as in `completion`: those in force that touch each territory, or each convention
 * itself, whatever its state. Columns `whole_id`, `reference`.
 */
export const plansAsked = (ids: readonly string[], { scope, on }: PlansQuestion): RawBuilder<unknown> =>
  scope === 'convention'
    ? sql`select reference as whole_id, reference from convention where reference = any(${ids})`
    : sql`
        select touched.whole_id, touched.reference
        from (${conventionsAlive(ids, on)}) touched
        join (${statesOn({ on, rule: CoverageRule.PERIOD })}) stated on stated.reference = touched.reference
        where stated.state = 'IN_FORCE'`;

/** Plans whose actions are read one by one in a second or so. */
const maximumPlans = 3_000;

/** What reads every action says so before it does. @throws HubError `TOO_MANY_PLANS` */
export async function assertFewPlans(
  em: SqlEntityManager,
  ids: readonly string[],
  question: PlansQuestion,
  maximum = maximumPlans,
): Promise<void> {
  const plans = question.scope === 'convention' ? ids.length : await countPlans(em, ids, question);
  if (plans > maximum) throw new HubError('TOO_MANY_PLANS', { plans, maximum });
}

async function countPlans(em: SqlEntityManager, ids: readonly string[], question: PlansQuestion) {
  const [found] = await rows(
    em,
    'countPlans',
    sql<{ plans: number }>`select count(*)::int as plans from (${plansAsked(ids, question)}) asked`,
  );
  return found?.plans ?? 0;
}
