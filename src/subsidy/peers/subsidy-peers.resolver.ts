import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { type ConventionRow, ConventionType } from '../../convention/convention.type.js';
import { HubError } from '../../errors.js';
import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import { isSelected } from '../../graphql/selection.js';
import { areaFor, comparison, PeerState } from '../../territory/peers/peers.rules.js';
import type { PopulationBand } from '../../territory/population-band.rules.js';
import { kindOf } from '../../territory/territory.rules.js';
import { type TerritoryRow, TerritoryType } from '../../territory/territory.type.js';
import { bandOf, type ChildBand } from '../child-ages.rules.js';
import { subsidyBasisOf } from '../subsidies-answer.js';
import { readSubsidyQuestion } from '../subsidy.resolver.js';
import type { SubsidyQuestion, SubsidyScope } from '../subsidy.sql.js';
import { subsidyFacts } from '../subsidy-facts.rules.js';
import { subsidyPassport } from '../subsidy-passport.js';
import { exactCents } from '../subsidy-totals.sql.js';
import { PeerMeasure, whyAlone, whyNoQuotient, whyPartial } from './subsidy-peers.rules.js';
import { type PeersQuestion, type StandingRow, standingsOf } from './subsidy-peers.sql.js';
import { SubsidyPeers, SubsidyPeersArgs } from './subsidy-peers.type.js';

const standings = batched(
  ({ em }: Context, ids: readonly string[], question: PeersQuestion) => standingsOf(em, ids, question),
  (id): StandingRow => {
    throw new Error(`No standing for ${id}`);
  },
);

/** @throws HubError `CHILD_AGES_MISSING`, before any work */
function readAges({ measure, childAges }: SubsidyPeersArgs, { sectors }: SubsidyQuestion): ChildBand | null {
  if (measure === PeerMeasure.PER_INHABITANT) return null;
  const band = bandOf(childAges, sectors?.length === 1 ? (sectors[0] ?? null) : null);
  if (band === null) throw new HubError('CHILD_AGES_MISSING', undefined);
  return band;
}

async function peersOf(
  context: Context,
  id: string,
  {
    scope,
    args,
    hasGaps,
    info,
  }: { scope: SubsidyScope; args: SubsidyPeersArgs; hasGaps: boolean; info: GraphQLResolveInfo },
): Promise<SubsidyPeers> {
  const question = readSubsidyQuestion(scope, args);
  const ages = readAges(args, question);
  const { measure, sameBand } = args;
  const kind = scope === 'convention' ? 'CONVENTION' : kindOf(id);
  const compared = { kind, among: areaFor(kind, args.among) } as const;
  const tellsPartial = isSelected(info, 'withPartialValue') || isSelected(info, 'hint');
  const [found, basis] = await Promise.all([
    standings(context, id, { ...question, among: compared.among, sameBand, ages, tellsPartial }),
    subsidyBasisOf(context, id, question),
  ]);
  const { fiscalYear, nature } = question;
  const compares = comparison(found, compared, {
    noValue: whyNoQuotient(measure, found),
    alone: found.alone === null ? null : whyAlone[found.alone],
  });
  const isTold = compares.state === PeerState.COMPARED || compares.state === PeerState.NO_VALUE;
  const hints = [
    compares.hint,
    isTold ? whyPartial({ ...found, isPartial: found.isPartial && found.value !== null }, basis) : null,
  ].filter((each) => each !== null);
  return {
    measure,
    ages,
    populationBand: (found.band || null) as PopulationBand | null,
    amount: found.cents === null ? null : exactCents(found.cents),
    denominator: found.denominator,
    denominatorYear: found.denominatorYear,
    value: found.value,
    peers: found.peers,
    withoutValue: found.withoutValue,
    withPartialValue: found.withPartialValue,
    ...compares,
    hint: hints.join(' ') || null,
    passport: await subsidyPassport(
      context,
      { kind: scope, id, fiscalYear, nature },
      { ...basis, hasGaps: hasGaps || basis.hasGaps },
    ),
  };
}

const { definition: description } = subsidyFacts.subsidyPeers;

@Resolver(() => TerritoryType)
export class TerritorySubsidyPeersResolver {
  @FieldResolver(() => SubsidyPeers, { description })
  subsidyPeers(
    @Root() { id }: TerritoryRow,
    @Args(() => SubsidyPeersArgs) args: SubsidyPeersArgs,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
  ): Promise<SubsidyPeers> {
    return peersOf(context, id, { scope: 'territory', args, hasGaps: false, info });
  }
}

@Resolver(() => ConventionType)
export class ConventionSubsidyPeersResolver {
  @FieldResolver(() => SubsidyPeers, { description })
  subsidyPeers(
    @Root() { reference, perimeterComplete }: ConventionRow,
    @Args(() => SubsidyPeersArgs) args: SubsidyPeersArgs,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
  ): Promise<SubsidyPeers> {
    return peersOf(context, reference, {
      scope: 'convention',
      args,
      hasGaps: perimeterComplete !== true,
      info,
    });
  }
}
