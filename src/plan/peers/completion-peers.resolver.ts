import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type ConventionRow, ConventionType } from '../../convention/convention.type.js';
import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import type { Lazy } from '../../graphql/lazy.js';
import { readList } from '../../graphql/list.js';
import { ratio } from '../../graphql/ratio.type.js';
import { dateOrToday } from '../../graphql/series.rules.js';
import type { Passport } from '../../provenance/provenance.type.js';
import { areaFor, comparison } from '../../territory/peers/peers.rules.js';
import type { ShareStanding } from '../../territory/peers/peers.sql.js';
import type { PopulationBand } from '../../territory/population-band.rules.js';
import { kindOf } from '../../territory/territory.rules.js';
import { type TerritoryRow, TerritoryType } from '../../territory/territory.type.js';
import { planFacts } from '../plan-facts.rules.js';
import { plansPassport } from '../plans-passport.js';
import {
  hintOfDay,
  type NoRate,
  type NotCompared,
  type RateOf,
  whyNoRate,
  whyNotCompared,
} from './completion-peers.rules.js';
import {
  type CompletionPeersQuestion,
  conventionStandings,
  territoryStandings,
} from './completion-peers.sql.js';
import { CompletionPeers, CompletionPeersArgs } from './completion-peers.type.js';

const standingsBy = (read: typeof territoryStandings) =>
  batched(
    ({ em }: Context, ids: readonly string[], question: CompletionPeersQuestion) => read(em, ids, question),
    (id): ShareStanding => {
      throw new Error(`No standing for ${id}`);
    },
  );
const standings: Readonly<Record<RateOf, ReturnType<typeof standingsBy>>> = {
  territory: standingsBy(territoryStandings),
  convention: standingsBy(conventionStandings),
};

type Answer = Omit<CompletionPeers, 'passport'> & { readonly passport: Lazy<Passport> };

async function peersOf(
  context: Context,
  id: string,
  scope: RateOf,
  { measure, among, sameBand, on, themes }: CompletionPeersArgs,
): Promise<Answer> {
  const kind = scope === 'convention' ? 'CONVENTION' : kindOf(id);
  const compared = { kind, among: areaFor(kind, among) } as const;
  const question = {
    measure,
    among: compared.among,
    sameBand,
    on: dateOrToday(on),
    themes: readList('themes', themes),
  };
  const found = await standings[scope](context, id, question);
  const cause = found.cause as NoRate | null;
  const compares = comparison(found, compared, {
    noValue: whyNoRate(scope, { measure, cause, isOfThemes: question.themes !== null }),
    alone: whyNotCompared(found.alone as NotCompared | null),
  });
  return {
    measure,
    populationBand: (found.band || null) as PopulationBand | null,
    share: ratio(found.numerator ?? 0, found.denominator ?? 0),
    peers: found.peers,
    withoutValue: found.withoutValue,
    ...compares,
    hint: hintOfDay(compares.hint, found.peers > 0 || found.value !== null, question.on),
    passport: () => plansPassport(context, id, { scope, on: question.on }),
  };
}

const field = { description: planFacts.completionPeers.definition };

@Resolver(() => TerritoryType)
export class TerritoryCompletionPeersResolver {
  @FieldResolver(() => CompletionPeers, field)
  completionPeers(
    @Root() { id }: TerritoryRow,
    @Args(() => CompletionPeersArgs) args: CompletionPeersArgs,
    @Ctx() context: Context,
  ): Promise<Answer> {
    return peersOf(context, id, 'territory', args);
  }
}

@Resolver(() => ConventionType)
export class ConventionCompletionPeersResolver {
  @FieldResolver(() => CompletionPeers, field)
  completionPeers(
    @Root() { reference }: ConventionRow,
    @Args(() => CompletionPeersArgs) args: CompletionPeersArgs,
    @Ctx() context: Context,
  ): Promise<Answer> {
    return peersOf(context, reference, 'convention', args);
  }
}
