import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
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
import { hintOfDay, type NoRate, whyNoRate } from './completion-peers.rules.js';
import { type CompletionPeersQuestion, completionStandings } from './completion-peers.sql.js';
import { CompletionPeers, CompletionPeersArgs } from './completion-peers.type.js';

const standings = batched(
  ({ em }: Context, ids: readonly string[], question: CompletionPeersQuestion) =>
    completionStandings(em, ids, question),
  (id): ShareStanding => {
    throw new Error(`No standing for ${id}`);
  },
);

@Resolver(() => TerritoryType)
export class TerritoryCompletionPeersResolver {
  @FieldResolver(() => CompletionPeers, {
    description: planFacts.completionPeers.definition,
  })
  async completionPeers(
    @Root() { id }: TerritoryRow,
    @Args(() => CompletionPeersArgs) { measure, among, sameBand, on, themes }: CompletionPeersArgs,
    @Ctx() context: Context,
  ): Promise<Omit<CompletionPeers, 'passport'> & { readonly passport: Lazy<Passport> }> {
    const date = dateOrToday(on);
    const compared = { kind: kindOf(id), among: areaFor(kindOf(id), among) };
    const asked = readList('themes', themes);
    const found = await standings(context, id, {
      measure,
      among: compared.among,
      sameBand,
      on: date,
      themes: asked,
    });
    const compares = comparison(found, compared, {
      noValue: whyNoRate(measure, found.cause as NoRate | null, asked !== null),
    });
    return {
      measure,
      populationBand: (found.band || null) as PopulationBand | null,
      share: ratio(found.numerator ?? 0, found.denominator ?? 0),
      peers: found.peers,
      withoutValue: found.withoutValue,
      ...compares,
      hint: hintOfDay(compares.hint, found.peers, date),
      passport: () => plansPassport(context, id, { scope: 'territory', on: date }),
    };
  }
}
