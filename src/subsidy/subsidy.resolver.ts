import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { standingOf } from '../convention/convention.resolver.js';
import { CoverageRule } from '../convention/convention.rules.js';
import { type ConventionRow, ConventionType } from '../convention/convention.type.js';
import { batched } from '../graphql/batched.js';
import type { Context } from '../graphql/context.js';
import { readFiscalYear } from '../graphql/fiscal-year.js';
import { readList } from '../graphql/list.js';
import { connect, emptySlice, type Page, readPage, type Slice } from '../graphql/page.js';
import { PageArgs } from '../graphql/page-args.js';
import { ratio } from '../graphql/ratio.type.js';
import { Source, ValueState } from '../provenance/provenance.type.js';
import { sourceOf } from '../provenance/source.js';
import { territoryById } from '../territory/territory.resolver.js';
import { type TerritoryRow, TerritoryType } from '../territory/territory.type.js';
import type { SubsidyNature } from './subsidy.rules.js';
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
import { subsidyPassport } from './subsidy-passport.js';
import { byFundingLine, bySection, bySector, sumOf } from './subsidy-totals.rules.js';
import { type SubsidyBasis, type SubsidyGroup, subsidyBases, subsidyGroups } from './subsidy-totals.sql.js';

type Ids = readonly string[];
const groups = batched(
  ({ em }: Context, ids: Ids, question: SubsidyQuestion) => subsidyGroups(em, ids, question),
  (): SubsidyGroup[] => [],
);
const bases = batched(
  ({ em }: Context, ids: Ids, question: SubsidyQuestion) => subsidyBases(em, ids, question),
  (id): SubsidyBasis => {
    throw new Error(`No subsidy basis for ${id}`);
  },
);
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

/** @throws HubError those of its arguments, before any work */
export const readSubsidyQuestion = (scope: SubsidyScope, args: SubsidyArgs): SubsidyQuestion => ({
  scope,
  fiscalYear: readFiscalYear(args.fiscalYear),
  nature: args.nature,
  sectors: readList('sectors', args.sectors),
  fundingLines: readList('fundingLines', args.fundingLines),
  sections: readList('sections', args.sections),
});

/** A total remembers what it was asked, to list its rows. */
export type SubsidiesAnswer = Subsidies & { readonly id: string; readonly question: SubsidyQuestion };

/** The subsidies of a territory or convention. @param hasGaps true when its territories are not all known */
export async function subsidiesOf(
  context: Context,
  id: string,
  question: SubsidyQuestion,
  hasGaps = false,
): Promise<SubsidiesAnswer> {
  const [parts, basis] = await Promise.all([groups(context, id, question), bases(context, id, question)]);
  const { scope, fiscalYear, nature } = question;
  const sum = sumOf(parts);
  const isReported = parts.length > 0;
  return {
    id,
    question,
    fiscalYear,
    nature,
    state: isReported ? ValueState.REPORTED : ValueState.NOT_REPORTED,
    hint: isReported ? null : notReportedHint(question, basis),
    total: isReported ? sum.amount : null,
    precision: isReported ? sum.precision : null,
    lineCount: sum.lineCount,
    bySector: bySector(parts),
    byFundingLine: byFundingLine(parts),
    bySection: bySection(parts),
    availableYears: basis.availableYears,
    epcis: ratio(basis.epcisReported, basis.epcis),
    passport: await subsidyPassport(
      context,
      { kind: scope, id, fiscalYear, nature },
      { ...basis, hasGaps: hasGaps || basis.hasGaps },
    ),
  };
}

/** What the totals of territories rest on, read once for all that ask. */
export const subsidyBasisOf = (context: Context, id: string, question: SubsidyQuestion) =>
  bases(context, id, question);

const natureLabels: Readonly<Record<SubsidyNature, string>> = {
  FORECAST: 'prévisionnel',
  REVISED: 'actualisé',
  REAL: 'réel',
  DECIDED: 'décidé',
  UNKNOWN: 'nature inconnue',
};

function notReportedHint(question: SubsidyQuestion, { availableYears }: SubsidyBasis): string {
  const { fiscalYear, nature, sectors, fundingLines, sections } = question;
  if ((sectors || fundingLines || sections) && availableYears.includes(fiscalYear)) {
    return (
      `Des montants (${natureLabels[nature]}) sont connus pour ${fiscalYear}, mais aucun dans ces secteurs, lignes ou sections : ce n’est pas ` +
      'zéro, une part peut être dans UNALLOCATED, NOT_STATED ou UNKNOWN.'
    );
  }
  const nothing = `Aucun montant (${natureLabels[nature]}) communiqué pour ${fiscalYear} : c’est inconnu, ce n’est pas zéro.`;
  return availableYears.length > 0
    ? `${nothing} Exercices connus : ${availableYears.join(', ')}.`
    : `${nothing} Aucun exercice n’est connu dans cette nature ; voyez « setAside » pour les montants qu’aucun total n’additionne.`;
}

@Resolver(() => TerritoryType)
export class TerritorySubsidiesResolver {
  @FieldResolver(() => Subsidies, {
    description: 'Subventions d’action sociale de la Caf sur le territoire, pour un exercice et une nature.',
  })
  subsidies(
    @Root() { id }: TerritoryRow,
    @Args(() => SubsidyArgs) args: SubsidyArgs,
    @Ctx() context: Context,
  ) {
    return subsidiesOf(context, id, readSubsidyQuestion('territory', args));
  }
}

@Resolver(() => ConventionType)
export class ConventionSubsidiesResolver {
  @FieldResolver(() => Subsidies, {
    description:
      'Subventions des communes du périmètre (au moins un jour de l’exercice) et des EPCI qui y sont tout entiers (le ' +
      '31 décembre), pour un exercice de la convention. ' +
      'Hors de sa période, la question ne se pose pas (NOT_APPLICABLE).',
  })
  async subsidies(
    @Root() convention: ConventionRow,
    @Args(() => SubsidyArgs) args: SubsidyArgs,
    @Ctx() context: Context,
  ): Promise<SubsidiesAnswer> {
    const question = readSubsidyQuestion('convention', args);
    const isPartial = convention.perimeterComplete !== true;
    const answer = await subsidiesOf(context, convention.reference, question, isPartial);
    return (await isInPeriod(context, convention, question.fiscalYear)) ? answer : outsidePeriod(answer);
  }
}

/** Is any day of the year in the convention's period, as amended by the end of that year? Unknown bounds exclude none. */
async function isInPeriod(
  context: Context,
  { reference, startsOn }: ConventionRow,
  year: number,
): Promise<boolean> {
  const { endsOn } = await standingOf(context, reference, { on: `${year}-12-31`, rule: CoverageRule.PERIOD });
  return (startsOn === null || startsOn <= `${year}-12-31`) && (endsOn === null || endsOn >= `${year}-01-01`);
}

const outsidePeriod = (answer: SubsidiesAnswer): SubsidiesAnswer => ({
  ...answer,
  state: ValueState.NOT_APPLICABLE,
  hint: `L’exercice ${answer.fiscalYear} est hors de la période de la convention.`,
  total: null,
  precision: null,
  lineCount: 0,
  bySector: [],
  byFundingLine: [],
  bySection: [],
});

@Resolver(() => Subsidies)
export class SubsidiesResolver {
  @FieldResolver(() => SubsidyAmountConnection, {
    description: 'Les montants que le total additionne, un par un.',
  })
  async amounts(
    @Root() { id, question, state }: SubsidiesAnswer,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() context: Context,
  ) {
    const page = readPage(first, after, amountOrder);
    const slice = state === ValueState.REPORTED ? await inTotal(context, id, { question, page }) : noRows();
    return connect(context, slice, ({ reference }) => [reference]);
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
  @FieldResolver(() => TerritoryType, { description: 'Le territoire auquel la source attribue le montant.' })
  territory(@Root() { territoryId }: SubsidyRow, @Ctx() context: Context) {
    return territoryById(context, territoryId);
  }

  @FieldResolver(() => Source, { description: 'D’où vient le montant.' })
  source(@Root() row: SubsidyRow, @Ctx() context: Context) {
    return sourceOf(context, row);
  }
}
