import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { placeKeyResolver } from '../../convention/table/table-key.resolver.js';
import { spend } from '../../graphql/budget.js';
import type { Context } from '../../graphql/context.js';
import { othersOf } from '../../graphql/other-dates.rules.js';
import { asksAll } from '../../graphql/selection.js';
import { Passport } from '../../provenance/provenance.type.js';
import { CoverageTableOrder } from './coverage-measures.sql.js';
import { rowPassport } from './coverage-row.resolver.js';
import { CoverageTableArgs } from './coverage-table.input.js';
import { isTerritorial } from './coverage-table.rules.js';
import {
  type CoverageTableQuestion,
  coverageTable,
  type CoverageTableRow as Row,
} from './coverage-table.sql.js';
import { CoverageTable, CoverageTableKey } from './coverage-table.type.js';
import { hintOf } from './coverage-table-hint.js';
import { readQuestion } from './coverage-table-question.js';
import { type AnsweredRow, tableRow } from './coverage-table-row.js';

type Answer = Omit<CoverageTable, 'passports' | 'previousPassports' | 'rows' | 'subtotals' | 'totals'> & {
  readonly rows: readonly AnsweredRow[];
  readonly subtotals: readonly AnsweredRow[];
  readonly totals: readonly AnsweredRow[];
} & { readonly question: CoverageTableQuestion };

@Resolver(() => CoverageTable)
export class CoverageTableResolver {
  @Query(() => CoverageTable, {
    description:
      'Couverture d’un territoire par une CTG en vigueur, regroupée par une ou plusieurs dimensions, à une ou plusieurs ' +
      'dates : par exemple par département, ou par mois. Les mêmes chiffres, de la même façon, que « ctgCoverage ».',
  })
  async coverageTable(
    @Args(() => CoverageTableArgs) args: CoverageTableArgs,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
  ): Promise<Answer> {
    const question = await readQuestion(args, info, context);
    const found = await coverageTable(context.em, question);
    spend(context, found.length);
    const { by, first, offset } = question;
    const levels = by.filter(isTerritorial).length;
    // Without a dimension but the date, the cells are the totals, all of which are there.
    const isOnPage = ({ over, place }: Row) => over === 0 && place > offset && place <= offset + first;
    const ofTheDate = (date: string) => found.filter((row) => row.over === levels && row.date === date);
    return {
      question,
      rows: by.length === 0 ? [] : found.filter(isOnPage).map((row) => tableRow(row, question, row.rank)),
      totalCount: by.length === 0 ? 0 : (found[0]?.cells ?? 0),
      subtotals: found
        .filter(({ over }) => over > 0 && over < levels)
        .map((row) => tableRow(row, question, null)),
      subtotalCount: found[0]?.subtotals ?? 0,
      totals: question.dates.flatMap(ofTheDate).map((row) => tableRow(row, question, null)),
      hint: await hintOf(context, question, found),
    };
  }

  @FieldResolver(() => [Passport])
  passports(@Root() { totals }: Answer, @Ctx() context: Context): Promise<Passport[]> {
    return Promise.all(totals.map((row) => rowPassport(context, row)));
  }

  @FieldResolver(() => [Passport])
  async previousPassports(@Root() { question }: Answer, @Ctx() context: Context): Promise<Passport[]> {
    const others = othersOf(question.dates, question.otherDates);
    if (others.length === 0) return [];
    const before = wholeOn(question, others);
    const found = await coverageTable(context.em, before);
    const inOrder = others.flatMap((date) => found.filter((row) => row.date === date));
    return Promise.all(inOrder.map((row) => rowPassport(context, tableRow(row, before, null))));
  }
}

/** The whole of a table on other dates. */
const wholeOn = (question: CoverageTableQuestion, dates: readonly LocalDate[]): CoverageTableQuestion => ({
  ...question,
  by: [],
  dates,
  otherDates: null,
  orderBy: CoverageTableOrder.KEY,
  first: 1,
  offset: 0,
  asks: asksAll,
});

export const CoverageTableKeyResolver = placeKeyResolver(CoverageTableKey, {
  convention: 'Convention ; vide pour les communes qui ne sont sous aucune.',
  epci: 'EPCI ; vide hors de tout EPCI.',
  commune: 'Commune.',
});
