import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import type { LocalDate } from '../../calendar.js';
import { ConventionState, CoverageRule, type Theme } from '../../convention/convention.rules.js';
import { conventionAreas } from '../../convention/convention-areas.sql.js';
import { isMemberOn } from '../../convention/convention-state.sql.js';
import { livesOn, standingOn } from '../../convention/kept/states.sql.js';
import { asMany } from '../../db/many.js';
import { bandOr, type PeersAsked, peerTerritories, shareStandings } from '../../territory/peers/peers.sql.js';
import { ratedActions } from '../steps/completion-steps.sql.js';
import { countsOf, whole } from '../steps/counted.sql.js';
import { CompletionPeerMeasure, NoRate, type NotCompared } from './completion-peers.rules.js';

export interface CompletionPeersQuestion extends PeersAsked {
  readonly measure: CompletionPeerMeasure;
  readonly on: LocalDate;
  readonly themes: readonly Theme[] | null;
}

/** Where territories stand by what the plans in force that touch each have done: a plan counts whole in each. */
export const territoryStandings = (
  em: SqlEntityManager,
  ids: readonly string[],
  question: CompletionPeersQuestion,
) =>
  standings(em, ids, question, {
    peers: peerTerritories(ids, question),
    touched: sql`
      select peer.id, touch.reference, ${question.on}::date as on_day
      from peer
      join convention_place touch on touch.territory_id = peer.id and touch.within_id = '' and ${livesOn('touch', question.on)}
      ${standingOn(sql`touch.reference`, { on: question.on, rule: CoverageRule.PERIOD })}
      where stood.state = ${ConventionState.IN_FORCE}`,
  });

/** Where conventions in force stand by what their own plan has done, among those whose communes have as many people. */
export function conventionStandings(
  em: SqlEntityManager,
  references: readonly string[],
  question: CompletionPeersQuestion,
) {
  const { among, sameBand, on } = question;
  const located = conventionAreas(among);
  const stood = standingOn(sql`l.reference`, { on, rule: CoverageRule.PERIOD });
  // Where sizes do not matter a plan is compared, whoever its communes are; where they do, some of its communes are no size.
  const population = sameBand
    ? sql`(select sum(t.population)::int from perimeter_member m join territory t on t.id = m.territory_id
           where m.convention_reference = l.reference and l.perimeter_complete and ${isMemberOn(on)})`
    : sql`null::int`;
  return standings(em, references, question, {
    peers: sql`
      wanted as materialized (select l.*, stood.state from (${located}) l ${stood} where l.reference = any(${references})),
      peer as materialized (
        select sized.id, 'CONVENTION' as kind, sized.area, ${bandOr(sameBand, sql`sized.population`)} as band
        from (
          select l.reference as id, l.area, ${population} as population
          from (${located}) l ${stood}
          where l.area in (select area from wanted) and stood.state = ${ConventionState.IN_FORCE} offset 0
        ) sized
      ),
      asked as (
        select wanted.reference as id, 'CONVENTION' as kind, wanted.area, peer.band,
               case when wanted.state <> ${ConventionState.IN_FORCE} then wanted.state
                    when ${sameBand} and wanted.perimeter_complete is not true then ${'PERIMETER' satisfies NotCompared}
                    when ${sameBand} and not exists (select from perimeter_member m
                      where m.convention_reference = wanted.reference and ${isMemberOn(on)}) then ${'NO_COMMUNE' satisfies NotCompared} end as alone
        from wanted left join peer on peer.id = wanted.reference
      )`,
    touched: sql`select id, id as reference, ${on}::date as on_day from peer`,
  });
}

interface Plans {
  /** Common table expressions `asked` and `peer`, as `shareStandings` takes them. */
  readonly peers: RawBuilder<unknown>;
  /** Select of `id`, `reference`, `on_day`: the conventions in force that count for each peer. */
  readonly touched: RawBuilder<unknown>;
}

function standings(
  em: SqlEntityManager,
  ids: readonly string[],
  { measure, themes }: CompletionPeersQuestion,
  { peers, touched }: Plans,
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
    peers,
    sql`
      with touched as materialized (select each.* from (${touched}) each ${asMany}),
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
