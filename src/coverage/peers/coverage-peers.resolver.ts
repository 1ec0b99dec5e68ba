import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { stateQuestion } from '../../convention/convention.input.js';
import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import type { Lazy } from '../../graphql/lazy.js';
import type { Passport } from '../../provenance/provenance.type.js';
import { comparison } from '../../territory/peers/peers.rules.js';
import type { ShareStanding } from '../../territory/peers/peers.sql.js';
import type { PopulationBand } from '../../territory/population-band.rules.js';
import { TerritoryGroupType, type TerritoryRow } from '../../territory/territory.type.js';
import { coverage } from '../coverage.resolver.js';
import { type CoveragePeersQuestion, coverageStandings } from './coverage-peers.sql.js';
import { CtgCoveragePeers, CtgCoveragePeersArgs } from './coverage-peers.type.js';

const standings = batched(
  ({ em }: Context, ids: readonly string[], question: CoveragePeersQuestion) =>
    coverageStandings(em, ids, question),
  (id): ShareStanding => {
    throw new Error(`No standing for ${id}`);
  },
);

const reasons = {
  notApplicable:
    'Sans pair ici : « among » n’est pas plus large que le territoire, ou sa population n’est pas connue (« sameBand: false » s’en passe).',
  noValue: 'Ses pairs ont une part et lui non : aucune convention connue du hub ne le touche.',
};

/** On groups of communes alone: a commune is covered or it is not, and `coverageTable` by band counts those. */
@Resolver(() => TerritoryGroupType)
export class TerritoryCoveragePeersResolver {
  @FieldResolver(() => CtgCoveragePeers, {
    description:
      'Part de la population couverte par une CTG en vigueur, parmi celles des pairs : médiane, quartiles et rang. Une commune n’en a ' +
      'pas : elle est couverte ou ne l’est pas, et « coverageTable » par POPULATION_BAND les compte.',
  })
  async ctgCoveragePeers(
    @Root() { id }: TerritoryRow,
    @Args(() => CtgCoveragePeersArgs) { among, sameBand, ...args }: CtgCoveragePeersArgs,
    @Ctx() context: Context,
  ): Promise<Omit<CtgCoveragePeers, 'passport'> & { readonly passport: Lazy<Passport> }> {
    const [found, own] = await Promise.all([
      standings(context, id, { ...stateQuestion(args), among, sameBand }),
      coverage(context, 'territory', id, args),
    ]);
    return {
      populationBand: (found.band || null) as PopulationBand | null,
      share: own.population,
      peers: found.peers,
      withoutValue: found.withoutValue,
      ...comparison(found, reasons),
      passport: own.passport,
    };
  }
}
