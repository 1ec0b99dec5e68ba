import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import { CoverageRule, type Theme } from '../../convention/convention.rules.js';
import { livesOn, standingOn } from '../../convention/kept/states.sql.js';
import { type PeersAsked, shareStandings } from '../../territory/peers/peers.sql.js';
import { ratedActions } from '../steps/completion-steps.sql.js';
import { countsOf, whole } from '../steps/counted.sql.js';
import { CompletionPeerMeasure, NoRate } from './completion-peers.rules.js';

export interface CompletionPeersQuestion extends PeersAsked {
  readonly measure: CompletionPeerMeasure;
  readonly on: LocalDate;
  readonly themes: readonly Theme[] | null;
}

/** Where territories stand by what the plans in force that touch each have done: a plan counts whole in each. */
export function completionStandings(
  em: SqlEntityManager,
  ids: readonly string[],
  { measure, on, themes, ...asked }: CompletionPeersQuestion,
) {
  const { numerator, denominator, all, isUnknown } = {
    [CompletionPeerMeasure.ACTION_RATE]: {
      numerator: sql`k.completed`,
      denominator: ratedActions,
      all: sql`k.actions`,
      isUnknown: sql`sum(k.unknown) = sum(k.actions)`,
    },
    [CompletionPeerMeasure.OBJECTIVE_RATE]: {
      numerator: sql`k.reached`,
      denominator: sql`(k.reached + k.not_reached + k.objectives_abandoned)`,
      all: sql`k.objectives`,
      isUnknown: sql`sum(k.undetermined) > 0`,
    },
  }[measure];
  return shareStandings(
    em,
    'completionPeers',
    ids,
    asked,
    sql`
      with touched as materialized (
        select peer.id, touch.reference, ${on}::date as on_day
        from peer
        join convention_place touch on touch.territory_id = peer.id and touch.within_id = '' and ${livesOn('touch', on)}
        ${standingOn(sql`touch.reference`, { on, rule: CoverageRule.PERIOD })}
        where stood.state = 'IN_FORCE'
      ),
      measured as materialized (select distinct reference, on_day from touched),
      counted as materialized (${countsOf(whole, themes)})
      select touched.id, sum(${numerator})::int as numerator, sum(${denominator})::int as denominator,
             case when sum(${denominator}) > 0 then null
                  when coalesce(sum(${all}), 0) = 0 then ${NoRate.NOTHING}::text
                  when ${isUnknown} then ${NoRate.UNKNOWN}::text else ${NoRate.OUTSIDE}::text end as cause
      -- A plan of which nothing is known is in force all the same.
      from touched left join counted k on k.reference = touched.reference
      group by touched.id`,
  );
}
