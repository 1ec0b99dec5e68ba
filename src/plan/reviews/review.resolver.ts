import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { type ConventionRow, ConventionType } from '../../convention/convention.type.js';
import { groupBy } from '../../db/sql.js';
import { HubError } from '../../errors.js';
import { batched } from '../../graphql/batched.js';
import { spend } from '../../graphql/budget.js';
import type { Context } from '../../graphql/context.js';
import type { Ratio } from '../../graphql/ratio.type.js';
import { DateScalar } from '../../graphql/scalars.js';
import { type CompletionAnswer, completionPassport, figuresOf } from '../completion.resolver.js';
import { type CompletionRow, completionByDay } from '../completion.sql.js';
import { planFacts } from '../plan-facts.rules.js';
import { Review, type ReviewChange } from './review.type.js';

const maximumReviews = 20;

const days = batched(
  async ({ em }: Context, references: readonly string[], { dates }: { dates: readonly LocalDate[] }) =>
    groupBy(
      await completionByDay(em, references, { scope: 'convention', days: dates, themes: null }),
      ({ id }) => id,
    ),
  (): CompletionRow[] => [],
);

type Answer = Omit<Review, 'completion'> & { readonly completion: CompletionAnswer };

@Resolver(() => ConventionType)
export class ConventionReviewsResolver {
  @FieldResolver(() => [Review], {
    description: planFacts.reviews.definition,
  })
  async reviews(
    @Root() { reference }: ConventionRow,
    @Arg('on', () => [DateScalar], { description: `Les dates des bilans, ${maximumReviews} au plus.` })
    on: LocalDate[],
    @Ctx() context: Context,
  ): Promise<Answer[]> {
    if (on.length > maximumReviews) {
      throw new HubError('LIST_TOO_LONG', { name: 'on', length: on.length, maximum: maximumReviews });
    }
    const dates = [...new Set(on)].toSorted();
    if (dates.length === 0) return [];
    const rows = await days(context, reference, { dates });
    spend(context, dates.length);
    const byDate = new Map(rows.map((row) => [row.on, row]));
    const found = dates.flatMap((date) => byDate.get(date) ?? []);
    const completions = await Promise.all(found.map((row) => completionOf(context, row)));
    return completions.map((completion, at) => {
      const before = completions[at - 1];
      return { on: completion.on, completion, change: before ? changeOf(before, completion) : null };
    });
  }
}

async function completionOf(context: Context, row: CompletionRow): Promise<CompletionAnswer> {
  const passport = await completionPassport(context, 'convention', row);
  return {
    id: row.id,
    question: { scope: 'convention', on: row.on, themes: null },
    on: row.on,
    ...figuresOf(row, false, row.on),
    conventions: row.conventions,
    conventionsWithUnknownDates: 0,
    passport: () => passport,
  };
}

const changeOf = (before: CompletionAnswer, now: CompletionAnswer): ReviewChange => ({
  on: before.on,
  actionPoints: pointsOf(before.actions.rate, now.actions.rate),
  objectivePoints: pointsOf(before.objectives.rate, now.objectives.rate),
  completedDifference: now.actions.completed - before.actions.completed,
  reachedDifference: now.objectives.reached - before.objectives.reached,
  overdueDifference: now.actions.overdue - before.actions.overdue,
});

/** From whole numbers, so that 40 % less 50 % is -10 points and not -9.999…; null if either rate is unknown. */
function pointsOf(before: Ratio, now: Ratio): number | null {
  const parts = now.denominator * before.denominator;
  const difference = now.numerator * before.denominator - before.numerator * now.denominator;
  return parts === 0 ? null : (100 * difference) / parts;
}
