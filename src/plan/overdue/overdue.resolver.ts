import { Arg, Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { conventionByReference } from '../../convention/convention.resolver.js';
import { type ConventionRow, ConventionType } from '../../convention/convention.type.js';
import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import type { Distribution } from '../../graphql/distribution.type.js';
import { readList } from '../../graphql/list.js';
import { connect, emptySlice, type Page, readPage, type Slice } from '../../graphql/page.js';
import { ratio } from '../../graphql/ratio.type.js';
import { DateScalar } from '../../graphql/scalars.js';
import { dateOrToday } from '../../graphql/series.rules.js';
import { Passport, ValueState } from '../../provenance/provenance.type.js';
import { type TerritoryRow, TerritoryType } from '../../territory/territory.type.js';
import { LeadKind } from '../leads/lead.rules.js';
import { PlanNodeType } from '../plan.type.js';
import { planFacts } from '../plan-facts.rules.js';
import { withForecast } from '../plan-forecast.rules.js';
import { assertFewPlans, type PlansQuestion } from '../plans-asked.sql.js';
import { plansPassport } from '../plans-passport.js';
import {
  type OverdueActionRow,
  type OverdueListQuestion,
  type OverdueRow,
  overdueActionsOf,
  overdueCountsOf,
  overdueOrder,
} from './overdue.sql.js';
import { OverdueAction, OverdueActionConnection, OverdueActions, OverdueListArgs } from './overdue.type.js';

/** A figure remembers what it was asked of, to list its actions. */
type Answer = OverdueActions & { readonly id: string; readonly question: PlansQuestion };

const counts = batched(
  async ({ em }: Context, ids: readonly string[], question: PlansQuestion) => {
    await assertFewPlans(em, ids, question);
    return overdueCountsOf(em, ids, question);
  },
  (): OverdueRow[] => [],
);
const actions = batched(
  ({ em }: Context, ids: readonly string[], { page, ...question }: OverdueListQuestion & { page: Page }) =>
    overdueActionsOf(em, ids, question, page),
  (): Slice<OverdueActionRow> => emptySlice(),
);

async function overdueActions(context: Context, id: string, question: PlansQuestion): Promise<Answer> {
  const found = await counts(context, id, question);
  const total = found.find(({ isTotal }) => isTotal);
  const known = total ? total.actions - total.withoutDueDate : 0;
  return {
    id,
    question,
    on: question.on,
    ...stateOf(total?.actions ?? 0, known, question.on),
    overdue: known === 0 ? null : (total?.overdue ?? 0),
    rate: ratio(total?.overdue ?? 0, total?.due ?? 0),
    statusUnknown: total?.statusUnknown ?? 0,
    withoutDueDate: total?.withoutDueDate ?? 0,
    days: daysOf(total),
    byLeadKind: found
      .filter(({ isTotal, overdue }) => !isTotal && overdue > 0)
      .map((row) => ({
        leadKind: row.leadKind,
        overdue: row.overdue,
        rate: ratio(row.overdue, row.due),
        days: daysOf(row),
      })),
  };
}

function stateOf(known: number, dated: number, on: LocalDate): Pick<OverdueActions, 'state' | 'hint'> {
  if (dated > 0) return { state: ValueState.REPORTED, hint: withForecast(null, on) };
  const hint =
    known === 0
      ? 'Aucune action n’est connue du hub : c’est inconnu, ce n’est pas zéro.'
      : 'Aucune action connue n’a d’échéance : on ne sait pas si elles sont en retard.';
  return { state: ValueState.NOT_REPORTED, hint };
}

const daysOf = (row: OverdueRow | undefined): Distribution => ({
  count: row?.overdue ?? 0,
  unknown: 0,
  mean: row?.meanDays ?? null,
  median: row?.medianDays ?? null,
  minimum: row?.leastDays ?? null,
  maximum: row?.mostDays ?? null,
});

const field = { description: planFacts.overdueActions.definition };
const dateArgument = { nullable: true, description: 'La date ; aujourd’hui (heure de Paris) par défaut.' };

@Resolver(() => TerritoryType)
export class TerritoryOverdueResolver {
  @FieldResolver(() => OverdueActions, field)
  overdueActions(
    @Root() { id }: TerritoryRow,
    @Arg('on', () => DateScalar, dateArgument) on: LocalDate | null,
    @Ctx() context: Context,
  ) {
    return overdueActions(context, id, { scope: 'territory', on: dateOrToday(on) });
  }
}

@Resolver(() => ConventionType)
export class ConventionOverdueResolver {
  @FieldResolver(() => OverdueActions, field)
  overdueActions(
    @Root() { reference }: ConventionRow,
    @Arg('on', () => DateScalar, dateArgument) on: LocalDate | null,
    @Ctx() context: Context,
  ) {
    return overdueActions(context, reference, { scope: 'convention', on: dateOrToday(on) });
  }
}

@Resolver(() => OverdueActions)
export class OverdueActionsResolver {
  @FieldResolver(() => OverdueActionConnection, {
    description: 'Les actions, de la plus en retard à la moins.',
  })
  async actions(
    @Root() { id, question }: Answer,
    @Args(() => OverdueListArgs) { leadKinds, first, after }: OverdueListArgs,
    @Ctx() context: Context,
  ) {
    const page = readPage(first, after, overdueOrder);
    const slice = await actions(context, id, {
      ...question,
      leadKinds: readList('leadKinds', leadKinds),
      page,
    });
    return connect(context, slice, ({ lateness, id: node }) => [String(lateness), node]);
  }

  @FieldResolver(() => Passport, { description: 'Sur quoi les chiffres reposent.' })
  passport(@Root() { id, question }: Answer, @Ctx() context: Context): Promise<Passport> {
    return plansPassport(context, id, question);
  }
}

@Resolver(() => OverdueAction)
export class OverdueActionResolver {
  @FieldResolver(() => PlanNodeType, { description: 'L’action.' })
  action(@Root() row: OverdueActionRow) {
    return row;
  }

  @FieldResolver(() => LeadKind, {
    nullable: true,
    description: 'Qui la pilote ; vide si le plan ne le dit pas.',
  })
  leadKind(@Root() { leadKind }: OverdueActionRow) {
    return leadKind;
  }

  @FieldResolver(() => ConventionType, { description: 'La convention dont elle est.' })
  convention(@Root() { conventionReference }: OverdueActionRow, @Ctx() context: Context) {
    return conventionByReference(context, conventionReference);
  }
}
