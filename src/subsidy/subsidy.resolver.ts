import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { audienceOf } from '../config/secrecy.js';
import { standingOf } from '../convention/convention.resolver.js';
import { ConventionState, CoverageRule } from '../convention/convention.rules.js';
import { type ConventionRow, ConventionType } from '../convention/convention.type.js';
import { batched, fromArguments } from '../graphql/batched.js';
import type { Context } from '../graphql/context.js';
import { readFiscalYear } from '../graphql/fiscal-year.js';
import { readList } from '../graphql/list.js';
import { connect, emptySlice, type Page, readPage, type Slice } from '../graphql/page.js';
import { PageArgs } from '../graphql/page-args.js';
import { Source, ValueState } from '../provenance/provenance.type.js';
import { sourceOf } from '../provenance/source.js';
import { territoryById } from '../territory/territory.resolver.js';
import { type TerritoryRow, TerritoryType } from '../territory/territory.type.js';
import { publishedSubsidiesOf } from './published/published-subsidies.js';
import { type SubsidiesAnswer, subsidiesOf } from './subsidies-answer.js';
import { shownReference } from './subsidy.rules.js';
import {
  amountOrder,
  amountsInTotal,
  amountsSetAside,
  asideOrder,
  type SubsidyQuestion,
  type SubsidyScope,
} from './subsidy.sql.js';
import {
  Subsidies,
  SubsidyAmount,
  SubsidyAmountConnection,
  SubsidyArgs,
  type SubsidyRow,
} from './subsidy.type.js';
import { subsidyFacts } from './subsidy-facts.rules.js';

type Ids = readonly string[];
interface RowsQuestion {
  readonly question: SubsidyQuestion;
  readonly page: Page;
}
const noRows = (): Slice<SubsidyRow> => emptySlice();
const inTotal = batched(
  ({ em }: Context, ids: Ids, { question, page }: RowsQuestion) => amountsInTotal(em, ids, question, page),
  noRows,
);
const aside = batched(
  ({ em }: Context, ids: Ids, { question, page }: RowsQuestion) => amountsSetAside(em, ids, question, page),
  noRows,
);

/** The amounts that a total adds, one by one. */
export async function amountsOf(
  context: Context,
  id: string,
  question: SubsidyQuestion,
  { first, after }: PageArgs,
) {
  const slice = await inTotal(context, id, { question, page: readPage(first, after, amountOrder) });
  return connect(context, slice, ({ reference }) => [reference]);
}

/** @throws HubError those of its arguments, before any work */
export const readSubsidyQuestion = (scope: SubsidyScope, args: SubsidyArgs): SubsidyQuestion => ({
  scope,
  fiscalYear: readFiscalYear(args.fiscalYear),
  nature: args.nature,
  sectors: readList('sectors', args.sectors),
  fundingLines: readList('fundingLines', args.fundingLines),
  sections: readList('sections', args.sections),
});

const ofTerritory = fromArguments((args: SubsidyArgs) => readSubsidyQuestion('territory', args));

@Resolver(() => TerritoryType)
export class TerritorySubsidiesResolver {
  @FieldResolver(() => Subsidies, { description: subsidyFacts.subsidies.definition })
  subsidies(
    @Root() { id }: TerritoryRow,
    @Args(() => SubsidyArgs) args: SubsidyArgs,
    @Ctx() context: Context,
  ) {
    const question = ofTerritory(args);
    const isPublished = audienceOf(context.viewer.role) !== null;
    return isPublished ? publishedSubsidiesOf(context, id, question) : subsidiesOf(context, id, question);
  }
}

@Resolver(() => ConventionType)
export class ConventionSubsidiesResolver {
  @FieldResolver(() => Subsidies, { description: subsidyFacts.subsidies.ofConvention })
  async subsidies(
    @Root() convention: ConventionRow,
    @Args(() => SubsidyArgs) args: SubsidyArgs,
    @Ctx() context: Context,
  ): Promise<SubsidiesAnswer> {
    const question = readSubsidyQuestion('convention', args);
    const { startsOn, reference, perimeterComplete } = convention;
    const year = question.fiscalYear;
    const standing = await standingOf(context, reference, { on: `${year}-12-31`, rule: CoverageRule.PERIOD });
    const place = placeInPeriod({ ...standing, startsOn }, year);
    const hasGaps = perimeterComplete !== true || place === 'UNKNOWN';
    const answer = await subsidiesOf(context, reference, question, hasGaps);
    switch (place) {
      case 'INSIDE':
        return answer;
      case 'OUTSIDE':
        return outsidePeriod(answer);
      case 'UNKNOWN':
        return perhapsOutsidePeriod(answer);
    }
  }
}

/** Is any day of the year in a convention's period, as amended by the end of that year? What nobody knows excludes none. */
function placeInPeriod(
  { startsOn, endsOn, state }: Pick<ConventionRow, 'startsOn'> & Awaited<ReturnType<typeof standingOf>>,
  year: number,
): 'INSIDE' | 'OUTSIDE' | 'UNKNOWN' {
  if (startsOn !== null && startsOn > `${year}-12-31`) return 'OUTSIDE';
  if (state === ConventionState.UNDETERMINED) return 'UNKNOWN';
  return endsOn === null || endsOn >= `${year}-01-01` ? 'INSIDE' : 'OUTSIDE';
}

const perhapsOutsidePeriod = (answer: SubsidiesAnswer): SubsidiesAnswer => ({
  ...answer,
  hint: async () =>
    [
      await answer.hint(),
      `L’exercice ${answer.fiscalYear} est peut-être hors de la période de la convention, qui n’est pas toute connue.`,
    ]
      .filter(Boolean)
      .join(' '),
});

const outsidePeriod = (answer: SubsidiesAnswer): SubsidiesAnswer => ({
  ...answer,
  state: ValueState.NOT_APPLICABLE,
  hint: () => `L’exercice ${answer.fiscalYear} est hors de la période de la convention.`,
  total: null,
  precision: () => null,
  lineCount: 0,
  bySector: () => [],
  byFundingLine: () => [],
  bySection: () => [],
});

@Resolver(() => Subsidies)
export class SubsidiesResolver {
  @FieldResolver(() => SubsidyAmountConnection, {
    description: 'Les montants que le total additionne, un par un.',
  })
  amounts(
    @Root() { id, question, state }: SubsidiesAnswer,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    if (state === ValueState.REPORTED) return amountsOf(context, id, question, args);
    readPage(args.first, args.after, amountOrder);
    return connect(context, noRows(), () => []);
  }

  @FieldResolver(() => SubsidyAmountConnection, {
    description:
      'Les montants connus pour cet exercice, de toute nature, qu’aucun total annuel n’additionne ; « setAside » dit ' +
      'pourquoi pour chacun.',
  })
  async setAside(
    @Root() { id, question }: SubsidiesAnswer,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() context: Context,
  ) {
    const slice = await aside(context, id, { question, page: readPage(first, after, asideOrder) });
    return connect(context, slice, ({ reference }) => [reference]);
  }
}

@Resolver(() => SubsidyAmount)
export class SubsidyAmountResolver {
  @FieldResolver(() => String, { description: 'Identifiant du montant dans son fichier.' })
  reference(@Root() { reference }: SubsidyRow) {
    return shownReference(reference);
  }

  @FieldResolver(() => TerritoryType, { description: 'Le territoire auquel la source attribue le montant.' })
  territory(@Root() { territoryId }: SubsidyRow, @Ctx() context: Context) {
    return territoryById(context, territoryId);
  }

  @FieldResolver(() => Source, { description: 'D’où vient le montant.' })
  source(@Root() row: SubsidyRow, @Ctx() context: Context) {
    return sourceOf(context, row);
  }
}
