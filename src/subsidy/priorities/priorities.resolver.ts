import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type ConventionRow, ConventionType } from '../../convention/convention.type.js';
import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import { readFiscalYear } from '../../graphql/fiscal-year.js';
import { type TerritoryRow, TerritoryType } from '../../territory/territory.type.js';
import type { SubsidyScope } from '../subsidy.sql.js';
import { subsidyFacts } from '../subsidy-facts.rules.js';
import { subsidyPassport } from '../subsidy-passport.js';
import { exactCents } from '../subsidy-totals.sql.js';
import { type Pair, pairs, shareOf } from './priorities.rules.js';
import { type PrioritiesQuestion, type PrioritiesRow, prioritiesOf } from './priorities.sql.js';
import { PrioritiesAndSpending, PrioritiesArgs, type PriorityShare } from './priorities.type.js';

const found = batched(
  ({ em }: Context, ids: readonly string[], question: PrioritiesQuestion) => prioritiesOf(em, ids, question),
  (id): PrioritiesRow => {
    throw new Error(`No priorities of ${id}`);
  },
);

async function answer(
  context: Context,
  id: string,
  { scope, args, hasGaps }: { scope: SubsidyScope; args: PrioritiesArgs; hasGaps: boolean },
): Promise<PrioritiesAndSpending> {
  const { nature } = args;
  const fiscalYear = readFiscalYear(args.fiscalYear);
  const row = await found(context, id, { scope, fiscalYear, nature });
  const amount =
    row.sectors.length === 0 ? null : row.sectors.reduce((sum, { cents }) => sum + exactCents(cents), 0);
  return {
    fiscalYear,
    nature,
    conventions: row.conventions,
    conventionsWithoutPriorities: row.conventionsWithout,
    priorities: row.priorities,
    prioritiesWithoutTheme: row.prioritiesWithout,
    amount,
    amountWithoutPriorities: row.centsWithout === null ? null : exactCents(row.centsWithout),
    shares: pairs.map((pair) => shareOfPair(pair, row, amount)).filter(isThere),
    passport: await subsidyPassport(
      context,
      { kind: scope, id, fiscalYear, nature },
      { ...row, hasGaps: hasGaps || row.hasGaps },
    ),
  };
}

const isThere = ({ priorities, amount }: PriorityShare) => (priorities ?? 0) > 0 || amount !== null;

function shareOfPair(pair: Pair, { themes, sectors }: PrioritiesRow, total: number | null): PriorityShare {
  const { theme, sector } = pair;
  const mentions = themes.reduce((sum, each) => sum + each.priorities, 0);
  const priorities = theme === null ? null : (themes.find((each) => each.theme === theme)?.priorities ?? 0);
  const cents = sectors.find((each) => each.sector === sector)?.cents;
  const amount = cents === undefined ? null : exactCents(cents);
  const priorityShare = priorities === null ? null : shareOf(priorities, mentions);
  const amountShare = amount === null || total === null ? null : shareOf(amount, total);
  return {
    ...pair,
    priorities,
    priorityShare,
    amount,
    amountShare,
    gap: priorityShare === null || amountShare === null ? null : (amountShare - priorityShare) * 100,
  };
}

const { definition: description } = subsidyFacts.prioritiesAndSpending;

@Resolver(() => TerritoryType)
export class TerritoryPrioritiesResolver {
  @FieldResolver(() => PrioritiesAndSpending, { description })
  prioritiesAndSpending(
    @Root() { id }: TerritoryRow,
    @Args(() => PrioritiesArgs) args: PrioritiesArgs,
    @Ctx() context: Context,
  ): Promise<PrioritiesAndSpending> {
    return answer(context, id, { scope: 'territory', args, hasGaps: false });
  }
}

@Resolver(() => ConventionType)
export class ConventionPrioritiesResolver {
  @FieldResolver(() => PrioritiesAndSpending, { description })
  prioritiesAndSpending(
    @Root() { reference, perimeterComplete }: ConventionRow,
    @Args(() => PrioritiesArgs) args: PrioritiesArgs,
    @Ctx() context: Context,
  ): Promise<PrioritiesAndSpending> {
    return answer(context, reference, { scope: 'convention', args, hasGaps: perimeterComplete !== true });
  }
}
