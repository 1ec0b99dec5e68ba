import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { conventionByReference } from '../../convention/convention.resolver.js';
import { type ConventionRow, ConventionType } from '../../convention/convention.type.js';
import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import { readList } from '../../graphql/list.js';
import { connect, emptySlice, type Page, readPage, type Slice } from '../../graphql/page.js';
import { PageArgs } from '../../graphql/page-args.js';
import { ratio } from '../../graphql/ratio.type.js';
import { dateOrToday } from '../../graphql/series.rules.js';
import { Passport, ValueState } from '../../provenance/provenance.type.js';
import { type TerritoryRow, TerritoryType } from '../../territory/territory.type.js';
import type { CompletionScope } from '../completion.sql.js';
import { PlanNodeType } from '../plan.type.js';
import { planFacts } from '../plan-facts.rules.js';
import { assertFewPlans } from '../plans-asked.sql.js';
import { plansPassport } from '../plans-passport.js';
import { actionFields } from './action-quality.rules.js';
import {
  actionQualityOf,
  type IncompleteActionRow,
  incompleteActionsOf,
  incompleteOrder,
  type QualityQuestion,
  type QualityRow,
} from './action-quality.sql.js';
import {
  ActionQuality,
  ActionQualityArgs,
  IncompleteAction,
  IncompleteActionConnection,
} from './action-quality.type.js';

/** A figure remembers what it was asked of, to list its actions. */
type Answer = ActionQuality & { readonly id: string; readonly question: QualityQuestion };

const counts = batched(
  async ({ em }: Context, ids: readonly string[], question: QualityQuestion) => {
    await assertFewPlans(em, ids, question);
    return actionQualityOf(em, ids, question);
  },
  (): QualityRow | null => null,
);
const incomplete = batched(
  ({ em }: Context, ids: readonly string[], { page, ...question }: QualityQuestion & { page: Page }) =>
    incompleteActionsOf(em, ids, question, page),
  (): Slice<IncompleteActionRow> => emptySlice(),
);

async function actionQuality(
  context: Context,
  scope: CompletionScope,
  id: string,
  args: ActionQualityArgs,
): Promise<Answer> {
  const fields = [...new Set(readList('fields', args.fields) ?? actionFields)];
  const question = { scope, on: dateOrToday(args.on), fields };
  const row = await counts(context, id, question);
  const actions = row?.actions ?? 0;
  return {
    id,
    question,
    on: question.on,
    state: row ? ValueState.REPORTED : ValueState.NOT_REPORTED,
    hint: row ? null : 'Aucune action n’est connue du hub : il n’y a rien à compléter, ni à mesurer.',
    complete: ratio(row?.complete ?? 0, actions),
    fields: fields.map((field) => {
      const missing = row?.missing[field] ?? 0;
      return { field, missing, filled: ratio(actions - missing, actions) };
    }),
  };
}

const field = { description: planFacts.actionQuality.definition };

@Resolver(() => TerritoryType)
export class TerritoryActionQualityResolver {
  @FieldResolver(() => ActionQuality, field)
  actionQuality(
    @Root() { id }: TerritoryRow,
    @Args(() => ActionQualityArgs) args: ActionQualityArgs,
    @Ctx() context: Context,
  ) {
    return actionQuality(context, 'territory', id, args);
  }
}

@Resolver(() => ConventionType)
export class ConventionActionQualityResolver {
  @FieldResolver(() => ActionQuality, field)
  actionQuality(
    @Root() { reference }: ConventionRow,
    @Args(() => ActionQualityArgs) args: ActionQualityArgs,
    @Ctx() context: Context,
  ) {
    return actionQuality(context, 'convention', reference, args);
  }
}

@Resolver(() => ActionQuality)
export class ActionQualityResolver {
  @FieldResolver(() => IncompleteActionConnection, {
    description: 'Les actions à qui il manque quelque chose, par convention et dans l’ordre du plan.',
  })
  async incompleteActions(
    @Root() { id, question }: Answer,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() context: Context,
  ) {
    const slice = await incomplete(context, id, {
      ...question,
      page: readPage(first, after, incompleteOrder),
    });
    return connect(context, slice, ({ conventionReference, position, id: node }) => [
      conventionReference,
      String(position),
      node,
    ]);
  }

  @FieldResolver(() => Passport, { description: 'Sur quoi les chiffres reposent.' })
  passport(@Root() { id, question }: Answer, @Ctx() context: Context): Promise<Passport> {
    const { scope, on } = question;
    return plansPassport(context, id, { scope, on });
  }
}

@Resolver(() => IncompleteAction)
export class IncompleteActionResolver {
  @FieldResolver(() => PlanNodeType, { description: 'L’action.' })
  action(@Root() row: IncompleteActionRow) {
    return row;
  }

  @FieldResolver(() => ConventionType, { description: 'La convention dont elle est.' })
  convention(@Root() { conventionReference }: IncompleteActionRow, @Ctx() context: Context) {
    return conventionByReference(context, conventionReference);
  }
}
