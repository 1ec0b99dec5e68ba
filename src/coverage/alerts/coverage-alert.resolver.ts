import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { stateQuestion } from '../../convention/convention.input.js';
import { conventionByReference } from '../../convention/convention.resolver.js';
import { ConventionType } from '../../convention/convention.type.js';
import type { StateQuestion } from '../../convention/convention-state.sql.js';
import { HubError } from '../../errors.js';
import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import { readList } from '../../graphql/list.js';
import { connect, emptySlice, type Page, readPage, type Slice } from '../../graphql/page.js';
import { territoryById } from '../../territory/territory.resolver.js';
import { CommuneType, type TerritoryRow, TerritoryType } from '../../territory/territory.type.js';
import { coverageFacts } from '../coverage-facts.rules.js';
import {
  type AlertConventions,
  type AlertQuestion,
  alertConventionsOf,
  alertOrder,
  type CoverageAlertRow,
  coverageAlertsOf,
} from './coverage-alert.sql.js';
import { CoverageAlert, CoverageAlertArgs, CoverageAlertConnection } from './coverage-alert.type.js';

const maximumMonths = 60;

/** An alert remembers the question, to name its conventions. */
type Answer = CoverageAlertRow & { readonly question: StateQuestion };

const alerts = batched(
  ({ em }: Context, ids: readonly string[], { page, ...question }: AlertQuestion & { page: Page }) =>
    coverageAlertsOf(em, ids, question, page),
  (): Slice<CoverageAlertRow> => emptySlice(),
);
const conventions = batched(
  ({ em }: Context, ids: readonly string[], question: StateQuestion) => alertConventionsOf(em, ids, question),
  (): AlertConventions => ({ current: null, next: null }),
);

@Resolver(() => TerritoryType)
export class TerritoryCoverageAlertsResolver {
  @FieldResolver(() => CoverageAlertConnection, {
    description: coverageFacts.coverageAlerts.definition,
  })
  async coverageAlerts(
    @Root() { id }: TerritoryRow,
    @Args(() => CoverageAlertArgs) args: CoverageAlertArgs,
    @Ctx() context: Context,
  ) {
    const { months, first, after } = args;
    if (months < 0 || months > maximumMonths) {
      throw new HubError('INVALID_MONTHS', { value: months, minimum: 0, maximum: maximumMonths });
    }
    const page = readPage(first, after, alertOrder);
    const question = stateQuestion(args);
    const states = readList('states', args.states);
    const slice = await alerts(context, id, { ...question, months, states, page });
    const items = slice.items.map((row): Answer => ({ ...row, question }));
    return connect(context, { ...slice, items }, ({ urgency, searchName, territoryId }) => [
      String(urgency),
      searchName,
      territoryId,
    ]);
  }
}

@Resolver(() => CoverageAlert)
export class CoverageAlertResolver {
  @FieldResolver(() => CommuneType, { description: 'La commune.' })
  commune(@Root() { territoryId }: Answer, @Ctx() context: Context) {
    return territoryById(context, territoryId);
  }

  @FieldResolver(() => ConventionType, {
    nullable: true,
    description:
      'La CTG en vigueur qui finit le plus tard, ou la dernière finie ; vide si aucune n’est connue.',
  })
  async convention(@Root() { territoryId, question }: Answer, @Ctx() context: Context) {
    const { current } = await conventions(context, territoryId, question);
    return current === null ? null : conventionByReference(context, current);
  }

  @FieldResolver(() => ConventionType, {
    nullable: true,
    description: 'La CTG à venir, signée ou non, qui commence la première ; vide si le hub n’en connaît pas.',
  })
  async next(@Root() { territoryId, question }: Answer, @Ctx() context: Context) {
    const { next } = await conventions(context, territoryId, question);
    return next === null ? null : conventionByReference(context, next);
  }
}
