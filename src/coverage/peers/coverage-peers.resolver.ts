import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { stateQuestion } from '../../convention/convention.input.js';
import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import type { Lazy } from '../../graphql/lazy.js';
import type { Passport } from '../../provenance/provenance.type.js';
import { areaFor, comparison, PeerState } from '../../territory/peers/peers.rules.js';
import type { ShareStanding } from '../../territory/peers/peers.sql.js';
import type { PopulationBand } from '../../territory/population-band.rules.js';
import { kindOf } from '../../territory/territory.rules.js';
import { TerritoryGroupType, type TerritoryRow } from '../../territory/territory.type.js';
import { coverage } from '../coverage.resolver.js';
import { coverageFacts } from '../coverage-facts.rules.js';
import { type UnknownCoverage, whyMinimum, whyNoShare } from './coverage-peers.rules.js';
import { type CoveragePeersQuestion, coverageStandings } from './coverage-peers.sql.js';
import { CtgCoveragePeers, CtgCoveragePeersArgs } from './coverage-peers.type.js';

const standings = batched(
  ({ em }: Context, ids: readonly string[], question: CoveragePeersQuestion) =>
    coverageStandings(em, ids, question),
  (id): ShareStanding => {
    throw new Error(`No standing for ${id}`);
  },
);

/** On groups of communes alone: a commune is covered or it is not, and `coverageTable` by band counts those. */
@Resolver(() => TerritoryGroupType)
export class TerritoryCoveragePeersResolver {
  @FieldResolver(() => CtgCoveragePeers, {
    description: coverageFacts.ctgCoveragePeers.definition,
  })
  async ctgCoveragePeers(
    @Root() { id }: TerritoryRow,
    @Args(() => CtgCoveragePeersArgs) { among, sameBand, ...args }: CtgCoveragePeersArgs,
    @Ctx() context: Context,
  ): Promise<Omit<CtgCoveragePeers, 'passport'> & { readonly passport: Lazy<Passport> }> {
    const compared = { kind: kindOf(id), among: areaFor(kindOf(id), among) };
    const [found, own] = await Promise.all([
      standings(context, id, { ...stateQuestion(args), among: compared.among, sameBand }),
      coverage(context, 'territory', id, args),
    ]);
    const told = comparison(found, compared, {
      noValue: whyNoShare(found.cause as UnknownCoverage | null, own),
    });
    const { numerator, denominator } = own.population;
    // Compared with nobody, it has its share all the same, unless that is unknown.
    const isAlone = told.state === PeerState.NOT_APPLICABLE && own.communes.numerator > 0;
    return {
      populationBand: (found.band || null) as PopulationBand | null,
      share: { numerator, denominator, value: isAlone ? own.population.value : found.value },
      peers: found.peers,
      withoutValue: found.withoutValue,
      ...told,
      hint: told.state === PeerState.COMPARED ? whyMinimum(own) : told.hint,
      passport: own.passport,
    };
  }
}
