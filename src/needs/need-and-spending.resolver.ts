import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { HubError } from '../errors.js';
import { spend } from '../graphql/budget.js';
import type { Context } from '../graphql/context.js';
import { readFiscalYear } from '../graphql/fiscal-year.js';
import type { Lazy } from '../graphql/lazy.js';
import { readList } from '../graphql/list.js';
import { PageArgs } from '../graphql/page-args.js';
import { ratio } from '../graphql/ratio.type.js';
import { checkTable } from '../graphql/table.js';
import { indicators } from '../indicator/indicator.rules.js';
import { type Passport, ValueState } from '../provenance/provenance.type.js';
import { amountsOf } from '../subsidy/subsidy.resolver.js';
import { Sector } from '../subsidy/subsidy.rules.js';
import { SubsidyAmountConnection } from '../subsidy/subsidy.type.js';
import { exactCents } from '../subsidy/subsidy-totals.sql.js';
import { territoryById, territoryOrCountry } from '../territory/territory.resolver.js';
import { TerritoryKind } from '../territory/territory.rules.js';
import { TerritoryType } from '../territory/territory.type.js';
import { type Pair, pearson, ranksOf, spearman } from './correlation.rules.js';
import { type NeedDirection, needDirections, needOf, needs } from './need.rules.js';
import { type NeedQuestion, type NeedRow, needAndSpending } from './need-and-spending.sql.js';
import { NeedAndSpending, NeedAndSpendingArgs, NeedPair } from './need-and-spending.type.js';
import { needFacts } from './need-facts.rules.js';
import { needPassport } from './need-passport.js';

const levels = [TerritoryKind.EPCI, TerritoryKind.DEPARTMENT];
const [fewest, most] = [3, 1_000];

/** A pair remembers its territory, and what was asked. */
type Answer = NeedPair & { readonly id: string; readonly question: NeedQuestion };
type Told = Omit<Answer, 'needRank' | 'perChildRank' | 'question'>;

@Resolver(() => NeedPair)
export class NeedAndSpendingResolver {
  @Query(() => NeedAndSpending, {
    description: needFacts.needAndSpending.definition,
  })
  async needAndSpending(
    @Args(() => NeedAndSpendingArgs) args: NeedAndSpendingArgs,
    @Ctx() context: Context,
  ): Promise<Omit<NeedAndSpending, 'passport'> & { readonly passport: Lazy<Passport> }> {
    const question = await readQuestion(args, context);
    const found = await needAndSpending(context.em, question);
    spend(context, Math.min(found.length, args.first));
    const told = found.map(pairOf);
    const complete = told.filter(({ state }) => state === ValueState.REPORTED);
    const ranks = ranksById(complete, question.direction);
    const pairs = told.map((each): Answer => ({ ...each, question, ...(ranks.get(each.id) ?? noRanks) }));
    return {
      needLabel: indicators[question.need].label,
      fiscalYear: question.fiscalYear,
      territories: found.length,
      count: complete.length,
      ...correlationOf(complete, question.direction, args.minimumCount),
      pairs: pairs.slice(args.offset, args.offset + args.first),
      passport: () => needPassport(context, question, found, new Set(complete.map(({ id }) => id))),
    };
  }

  @FieldResolver(() => TerritoryType, { description: 'Le territoire.' })
  territory(@Root() { id }: Answer, @Ctx() context: Context) {
    return territoryById(context, id);
  }

  @FieldResolver(() => SubsidyAmountConnection, {
    description: 'Les montants que « amount » additionne, un par un.',
  })
  amounts(
    @Root() { id, question: { fiscalYear, nature, sectors } }: Answer,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const rest = { fundingLines: null, sections: null };
    return amountsOf(context, id, { scope: 'territory', fiscalYear, nature, sectors, ...rest }, args);
  }
}

/** @throws HubError `INVALID_LEVEL`, `INDICATOR_OF_NO_CHILDREN`, `INDICATOR_NOT_A_NEED`, `INVALID_MINIMUM`, `INVALID_PAGE_SIZE`, `INVALID_OFFSET`, before any work */
async function readQuestion(args: NeedAndSpendingArgs, context: Context): Promise<NeedQuestion> {
  const { level, need, children, nature, minimumCount, first, offset } = args;
  if (!levels.includes(level)) throw new HubError('INVALID_LEVEL', { level, allowed: levels });
  if (!children.startsWith('CHILDREN_')) throw new HubError('INDICATOR_OF_NO_CHILDREN', { kind: children });
  const direction = needDirections[need];
  if (direction === null) throw new HubError('INDICATOR_NOT_A_NEED', { kind: need, needs });
  if (minimumCount < fewest || minimumCount > most)
    throw new HubError('INVALID_MINIMUM', { value: minimumCount, minimum: fewest, maximum: most });
  checkTable({ by: [], first, offset });
  const fiscalYear = readFiscalYear(args.fiscalYear);
  const sectors = readList('sectors', args.sectors, 'la petite enfance') ?? [Sector.EARLY_CHILDHOOD];
  const within = await territoryOrCountry(context, args.within);
  return { withinId: within.id, level, need, direction, children, sectors, fiscalYear, nature };
}

function pairOf({ id, need, needState, needOn, children, cents, communes, communesPaid }: NeedRow): Told {
  const amount = cents === null ? null : exactCents(cents);
  const perChild = amount === null || !children ? null : amount / 100 / children;
  const isComplete = need !== null && perChild !== null;
  return {
    id,
    state: isComplete ? ValueState.REPORTED : stateOf(needState),
    hint: isComplete ? null : missing(need, needState, amount),
    need,
    needObservedOn: needOn,
    amount,
    children,
    perChild,
    communesReporting: ratio(communesPaid, communes),
  };
}

const stateOf = (needState: ValueState | null): ValueState =>
  needState === ValueState.SUPPRESSED ? ValueState.SUPPRESSED : ValueState.NOT_REPORTED;

function missing(need: number | null, needState: ValueState | null, amount: number | null): string {
  if (needState === ValueState.SUPPRESSED) return 'Le secret statistique cache l’indicateur.';
  if (need === null) return 'L’indicateur n’est pas connu pour ce territoire.';
  return amount === null
    ? 'Aucun montant de ces secteurs n’est communiqué : ce n’est pas zéro.'
    : 'Le nombre d’enfants n’est pas connu pour ce territoire.';
}

const noRanks = { needRank: null, perChildRank: null };

function ranksById(complete: readonly Told[], direction: NeedDirection) {
  const [needRanks, amounts] = [
    ranksOf(complete.map(({ need }) => needOf(direction, need ?? 0))),
    ranksOf(complete.map(({ perChild }) => perChild ?? 0)),
  ];
  return new Map(
    complete.map(({ id }, at) => [
      id,
      { needRank: needRanks[at] ?? null, perChildRank: amounts[at] ?? null },
    ]),
  );
}

function correlationOf(
  complete: readonly Told[],
  direction: NeedDirection,
  minimum: number,
): Pick<NeedAndSpending, 'state' | 'hint' | 'pearson' | 'spearman'> {
  const none = { state: ValueState.NOT_APPLICABLE, pearson: null, spearman: null };
  if (complete.length < minimum) {
    const hint = `${complete.length} paires complètes, moins que les ${minimum} demandées : trop peu pour une corrélation.`;
    return { ...none, hint };
  }
  const pairs = complete.map(
    ({ need, perChild }): Pair => ({ x: needOf(direction, need ?? 0), y: perChild ?? 0 }),
  );
  const linear = pearson(pairs);
  if (linear === null) {
    return { ...none, hint: 'L’un des deux nombres est le même partout : il n’y a pas de corrélation.' };
  }
  return { state: ValueState.REPORTED, hint: null, pearson: linear, spearman: spearman(pairs) };
}
