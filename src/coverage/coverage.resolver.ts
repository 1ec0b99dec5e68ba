import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type LocalDate, yearOf } from '../calendar.js';
import { StateArgs, stateQuestion } from '../convention/convention.input.js';
import { type ConventionRow, ConventionType } from '../convention/convention.type.js';
import type { StateQuestion } from '../convention/convention-state.sql.js';
import { batched } from '../graphql/batched.js';
import type { Context } from '../graphql/context.js';
import type { Lazy } from '../graphql/lazy.js';
import { readList } from '../graphql/list.js';
import { connect, emptySlice, type Page, readPage, type Slice } from '../graphql/page.js';
import { ratio } from '../graphql/ratio.type.js';
import { DatasetName } from '../provenance/dataset-name.js';
import { passport } from '../provenance/passport.js';
import { type Passport, PassportUnit } from '../provenance/provenance.type.js';
import { territoryById } from '../territory/territory.resolver.js';
import { CommuneType, type TerritoryRow, TerritoryType } from '../territory/territory.type.js';
import {
  type CommuneCoverageRow,
  type CoverageRow,
  type CoverageScope,
  communeCoverageOf,
  communeStateOrder,
  coverageOf,
} from './coverage.sql.js';
import {
  CommuneCoverage,
  CommuneCoverageArgs,
  CommuneCoverageConnection,
  type CommuneCoverageState,
  CtgCoverage,
} from './coverage.type.js';
import { coverageFacts } from './coverage-facts.rules.js';
import { type KnownSpan, whyBeyond } from './steps/known-span.rules.js';
import { knownSpansOf } from './steps/known-span.sql.js';

interface ScopedQuestion extends StateQuestion {
  readonly scope: CoverageScope;
}
interface CommunesQuestion extends ScopedQuestion {
  readonly states: readonly CommuneCoverageState[] | null;
  readonly page: Page;
}

const counts = batched(
  ({ em }: Context, ids: readonly string[], { scope, ...question }: ScopedQuestion) =>
    coverageOf(em, scope, ids, question),
  (id): CoverageRow => {
    throw new Error(`No coverage for ${id}`);
  },
);
const communes = batched(
  ({ em }: Context, ids: readonly string[], { scope, states, page, ...question }: CommunesQuestion) =>
    communeCoverageOf(em, scope, ids, question, states, page),
  (): Slice<CommuneCoverageRow> => emptySlice(),
);

const spans = batched(
  ({ em }: Context, ids: readonly string[], { rule }: Pick<StateQuestion, 'rule'>) =>
    knownSpansOf(em, ids, rule),
  (): KnownSpan | null => null,
);

const definition =
  'Communes du périmètre d’au moins une CTG en vigueur à la date, sur toutes les communes du territoire. ' +
  'Attendu : toutes les communes. Communiqué : celles que nomme une convention en vigueur, ou dont les dates ne disent ' +
  'pas si elle l’est : d’une commune dont les CTG connues sont finies ou à venir, le hub ne sait rien à cette date. Une date donnée par la seule année vaut le 1er janvier pour un début, le 31 décembre pour une fin.';

/** A coverage figure remembers what it was asked of, to list its communes. */
type CoverageAnswer = Omit<CtgCoverage, 'passport' | 'hint'> & {
  readonly id: string;
  readonly scope: CoverageScope;
  readonly hint: Lazy<string | null>;
  readonly passport: Lazy<Passport>;
};

export async function coverage(
  context: Context,
  scope: CoverageScope,
  id: string,
  args: StateArgs,
): Promise<CoverageAnswer> {
  const question = stateQuestion(args);
  const row = await counts(context, id, { scope, ...question });
  return {
    id,
    scope,
    ...question,
    communes: ratio(row.covered, row.communes),
    population: ratio(row.coveredPopulation, row.population),
    conventionsInForce: row.conventionsInForce,
    unknown: {
      communes: row.undetermined,
      population: row.undeterminedPopulation,
      conventionsWithUnknownDates: row.conventionsUndetermined,
      conventionsWithUnknownPerimeter: row.conventionsWithoutPerimeter,
      communesAnnouncedNotNamed: row.communesNotListed,
    },
    hint: async () =>
      scope === 'territory' && row.covered === 0
        ? whyBeyond(await spans(context, id, { rule: question.rule }), [question.on], question.rule)
        : null,
    passport: () => coveragePassport(context, { scope, id, on: question.on }, row),
  };
}

/** What counts of coverage rest on. */
export const coveragePassport = (
  context: Context,
  { scope, id, on }: { readonly scope: CoverageScope; readonly id: string; readonly on: LocalDate },
  row: Omit<CoverageRow, 'id' | 'conventionsInForce' | 'communesNotListed'>,
): Promise<Passport> =>
  passport(context, {
    scope: { kind: scope, id, dataset: DatasetName.CONVENTIONS, fiscalYear: yearOf(on), on, nature: null },
    unit: PassportUnit.COMMUNE,
    expected: row.communes,
    reported: row.covered + row.undetermined,
    expectedPopulation: row.population,
    reportedPopulation: row.coveredPopulation + row.undeterminedPopulation,
    oldestInputAt: row.oldestInputAt,
    freshestInputAt: row.freshestInputAt,
    demonstration: row.demonstration,
    // Where every commune is covered for certain, what is unknown of some convention changes nothing.
    hasGaps:
      row.covered < row.communes &&
      (row.undetermined > 0 || row.conventionsUndetermined > 0 || row.conventionsWithoutPerimeter > 0),
    definition,
  });

@Resolver(() => TerritoryType)
export class TerritoryCoverageResolver {
  @FieldResolver(() => CtgCoverage, { description: coverageFacts.ctgCoverage.definition })
  ctgCoverage(@Root() { id }: TerritoryRow, @Args(() => StateArgs) args: StateArgs, @Ctx() context: Context) {
    return coverage(context, 'territory', id, args);
  }
}

@Resolver(() => ConventionType)
export class ConventionCoverageResolver {
  @FieldResolver(() => CtgCoverage, { description: coverageFacts.ctgCoverage.ofConvention })
  ctgCoverage(
    @Root() { reference }: ConventionRow,
    @Args(() => StateArgs) args: StateArgs,
    @Ctx() context: Context,
  ) {
    return coverage(context, 'convention', reference, args);
  }
}

@Resolver(() => CtgCoverage)
export class CtgCoverageResolver {
  @FieldResolver(() => CommuneCoverageConnection, {
    description:
      'Les communes derrière le chiffre, par ordre alphabétique, chacune avec ce que le hub en sait.',
  })
  async communeStates(
    @Root() { id, scope, on, rule }: CoverageAnswer,
    @Args(() => CommuneCoverageArgs) { states, first, after }: CommuneCoverageArgs,
    @Ctx() context: Context,
  ) {
    const page = readPage(first, after, communeStateOrder);
    const slice = await communes(context, id, { scope, on, rule, states: readList('states', states), page });
    return connect(context, slice, ({ searchName, territoryId }) => [searchName, territoryId]);
  }
}

@Resolver(() => CommuneCoverage)
export class CommuneCoverageResolver {
  @FieldResolver(() => CommuneType, { description: 'La commune.' })
  commune(@Root() { territoryId }: CommuneCoverageRow, @Ctx() context: Context) {
    return territoryById(context, territoryId);
  }
}
