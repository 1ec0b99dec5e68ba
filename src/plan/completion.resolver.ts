import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { type LocalDate, yearOf } from '../calendar.js';
import { type ConventionRow, ConventionType } from '../convention/convention.type.js';
import { batched, fromArguments } from '../graphql/batched.js';
import type { Context } from '../graphql/context.js';
import type { Lazy } from '../graphql/lazy.js';
import { readList } from '../graphql/list.js';
import { ratio } from '../graphql/ratio.type.js';
import { isSelected } from '../graphql/selection.js';
import { dateOrToday } from '../graphql/series.rules.js';
import { DatasetName } from '../provenance/dataset-name.js';
import { passport } from '../provenance/passport.js';
import { type Passport, PassportUnit, ValueState } from '../provenance/provenance.type.js';
import { type TerritoryRow, TerritoryType } from '../territory/territory.type.js';
import {
  type CompletionCountsRow,
  type CompletionQuestion,
  type CompletionRow,
  type CompletionScope,
  completionCountsOf,
  completionOf,
} from './completion.sql.js';
import {
  type ActionCompletion,
  Completion,
  CompletionArgs,
  type ObjectiveCompletion,
} from './completion.type.js';
import type { CompletionCounts } from './completion-counts.sql.js';
import { type FewCounts, fewCountsFor } from './few-counts.js';
import { ratedActions } from './plan.rules.js';
import { planFacts } from './plan-facts.rules.js';
import { isToCome, withForecast } from './plan-forecast.rules.js';

const none = (id: string): never => {
  throw new Error(`No completion for ${id}`);
};
const counts = batched<
  Context,
  string,
  CompletionQuestion & { readonly counts: FewCounts | null },
  CompletionCountsRow
>(({ em }, ids, question) => completionCountsOf(em, ids, question), none);
const withPassport = batched<Context, string, CompletionQuestion, CompletionRow>(
  ({ em }, ids, question) => completionOf(em, ids, question),
  none,
);

/** Completion remembers what it was asked, to list what it counts. */
export type CompletionAnswer = Omit<Completion, 'passport'> & {
  readonly passport: Lazy<Passport>;
  readonly id: string;
  readonly question: CompletionQuestion;
};

const definition =
  'Plans des CTG en vigueur à la date (par période) qui touchent le territoire, chaque convention comptée une fois. ' +
  'Attendu : ces conventions. Communiqué : celles dont au moins une action a un état daté d’ici là. Une date à venir n’est jamais ' +
  'complète : ses états sont les derniers connus.';

const askedOf = fromArguments((args: CompletionArgs, scope: CompletionScope, info: GraphQLResolveInfo) => {
  const question = { scope, on: dateOrToday(args.on), themes: readList('themes', args.themes) };
  const hasPassport = isSelected(info, 'passport');
  return { question, counts: hasPassport ? null : { ...question, counts: fewCountsFor(info) } };
});

async function completion(
  context: Context,
  scope: CompletionScope,
  id: string,
  args: CompletionArgs,
  info: GraphQLResolveInfo,
): Promise<CompletionAnswer> {
  const asked = askedOf(args, scope, info);
  const { question } = asked;
  const { on, themes } = question;
  const row = await (asked.counts ? counts(context, id, asked.counts) : withPassport(context, id, question));
  return {
    id,
    question,
    on,
    ...figuresOf(row, themes !== null, on),
    conventions: row.conventions,
    conventionsWithUnknownDates: scope === 'territory' ? row.conventionsUndetermined : 0,
    passport: async () => completionPassport(context, scope, await withPassport(context, id, question)),
  };
}

/** What counts say on a day; `themed` when they are of some themes, whose share of what the texts announce is not known. */
export function figuresOf(
  row: CompletionCounts,
  themed: boolean,
  on: LocalDate,
): Pick<Completion, 'state' | 'hint' | 'objectives' | 'actions'> {
  const declared = themed
    ? { declaredObjectives: null, declaredActions: null, declaringObjectives: 0, declaringActions: 0 }
    : {};
  const state = stateOf(row, themed);
  return {
    state,
    // Of nothing in force, nothing is foreseen.
    hint: row.conventions === 0 ? hintOf(state, row, themed) : withForecast(hintOf(state, row, themed), on),
    objectives: objectivesOf({ ...row, ...declared }),
    actions: actionsOf({ ...row, ...declared }),
  };
}

/** What figures about plans rest on. */
export type PlansBasis = Pick<
  CompletionRow,
  'population' | 'reportedPopulation' | 'oldestInputAt' | 'freshestInputAt' | 'demonstration'
> & { readonly expected: number; readonly reported: number; readonly hasGaps: boolean };

/** The passport of figures about the plans of a territory, of some of them, or of one convention. */
export const basisPassport = (
  context: Context,
  { scope, id, on }: { readonly scope: CompletionScope; readonly id: string; readonly on: LocalDate },
  { population, ...basis }: PlansBasis,
) =>
  passport(context, {
    scope: { kind: scope, id, dataset: DatasetName.PROGRESS, fiscalYear: yearOf(on), on, nature: null },
    unit: PassportUnit.CONVENTION,
    expected: basis.expected,
    reported: basis.reported,
    expectedPopulation: population,
    reportedPopulation: basis.reportedPopulation,
    oldestInputAt: basis.oldestInputAt,
    freshestInputAt: basis.freshestInputAt,
    demonstration: basis.demonstration,
    // Of a day to come nobody has reported yet.
    hasGaps: basis.hasGaps || isToCome(on),
    definition,
  });

export const completionPassport = (context: Context, scope: CompletionScope, row: CompletionRow) =>
  basisPassport(
    context,
    { scope, id: row.id, on: row.on },
    {
      ...row,
      expected: row.conventions,
      reported: row.conventionsReporting,
      hasGaps: scope === 'territory' && row.conventionsUndetermined > 0,
    },
  );

function stateOf(row: CompletionCounts, themed: boolean): ValueState {
  if (row.conventionsReporting > 0) return ValueState.REPORTED;
  return !themed && row.objectives > 0 && row.actions === 0
    ? ValueState.NOT_APPLICABLE
    : ValueState.NOT_REPORTED;
}

function hintOf(state: ValueState, row: CompletionCounts, themed: boolean): string | null {
  if (state === ValueState.REPORTED) return null;
  if (row.conventions === 0) return 'Aucune convention dont on sache qu’elle est en vigueur à cette date.';
  if (state === ValueState.NOT_APPLICABLE)
    return 'Le plan connu s’arrête aux objectifs : sans action, il n’y a pas de taux.';
  if (row.actions === 0) {
    return themed ? 'Aucune action connue ne porte ces thématiques.' : 'Aucune action n’est connue du hub.';
  }
  return row.undated > 0
    ? 'Des états sont connus mais non datés : ils n’entrent dans aucun taux.'
    : 'Aucun état d’avancement n’est connu à cette date : c’est inconnu, ce n’est pas zéro.';
}

const objectivesOf = (row: CompletionCounts): ObjectiveCompletion => ({
  rate: ratio(row.reached, row.reached + row.notReached + row.objectivesAbandoned),
  known: row.objectives,
  declared: row.declaredObjectives,
  conventionsDeclaring: row.declaringObjectives,
  reached: row.reached,
  notReached: row.notReached,
  abandoned: row.objectivesAbandoned,
  undetermined: row.objectivesUndetermined,
  withoutAction: row.objectivesWithoutAction,
});

function actionsOf(row: CompletionCounts): ActionCompletion {
  const rated = ratedActions(row);
  return {
    rate: ratio(row.completed, rated),
    rateWithAbandoned: ratio(row.completed, rated + row.abandoned),
    meanOfConventionRates: row.meanOfRates,
    conventionsInMean: row.conventionsWithRate,
    known: row.actions,
    declared: row.declaredActions,
    conventionsDeclaring: row.declaringActions,
    notStarted: row.notStarted,
    planned: row.planned,
    inProgress: row.inProgress,
    completed: row.completed,
    permanent: row.permanent,
    postponed: row.postponed,
    abandoned: row.abandoned,
    unknown: row.unknown,
    overdue: row.overdue,
    withUndatedStatus: row.undated,
  };
}

const field = { description: planFacts.completion.definition };

@Resolver(() => TerritoryType)
export class TerritoryCompletionResolver {
  @FieldResolver(() => Completion, field)
  completion(
    @Root() { id }: TerritoryRow,
    @Args(() => CompletionArgs) args: CompletionArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return completion(context, 'territory', id, args, info);
  }
}

@Resolver(() => ConventionType)
export class ConventionCompletionResolver {
  @FieldResolver(() => Completion, field)
  completion(
    @Root() { reference }: ConventionRow,
    @Args(() => CompletionArgs) args: CompletionArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    return completion(context, 'convention', reference, args, info);
  }
}
