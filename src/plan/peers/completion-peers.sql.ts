import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import { CoverageRule } from '../../convention/convention.rules.js';
import { holdsOn, standingOn } from '../../convention/kept/states.sql.js';
import { type PeersAsked, shareStandings } from '../../territory/peers/peers.sql.js';
import { lastPlanStep, ratedActions, wholePlan } from '../steps/completion-steps.sql.js';
import { CompletionPeerMeasure } from './completion-peers.rules.js';

export interface CompletionPeersQuestion extends PeersAsked {
  readonly measure: CompletionPeerMeasure;
  readonly on: LocalDate;
}

/** Where territories stand by what the plans in force that touch each have done: a plan counts whole in each. */
export function completionStandings(
  em: SqlEntityManager,
  ids: readonly string[],
  { measure, on, ...asked }: CompletionPeersQuestion,
) {
  const { numerator, denominator } = {
    [CompletionPeerMeasure.ACTION_RATE]: { numerator: sql`k.completed`, denominator: ratedActions },
    [CompletionPeerMeasure.OBJECTIVE_RATE]: {
      numerator: sql`k.reached`,
      denominator: sql`(k.reached + k.not_reached + k.objectives_abandoned)`,
    },
  }[measure];
  return shareStandings(
    em,
    'completionPeers',
    ids,
    asked,
    sql`select peer.id, sum(${numerator})::int as numerator, sum(${denominator})::int as denominator
        from peer
        join convention_place touch on touch.territory_id = peer.id and touch.within_id = '' and ${holdsOn('touch', on)}
        ${standingOn(sql`touch.reference`, { on, rule: CoverageRule.PERIOD })}
        ${lastPlanStep({ reference: sql`touch.reference`, theme: sql`${wholePlan}`, on: sql`${on}::date` })}
        where stood.state = 'IN_FORCE'
        group by peer.id`,
  );
}
