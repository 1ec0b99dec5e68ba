import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import type { LocalDate } from '../../calendar.js';
import { placeKeyResolver } from '../../convention/table/table-key.resolver.js';
import { spend } from '../../graphql/budget.js';
import type { Context } from '../../graphql/context.js';
import { othersOf } from '../../graphql/other-dates.rules.js';
import { asksAll } from '../../graphql/selection.js';
import { Passport } from '../../provenance/provenance.type.js';
import { whyOutside } from '../../territory/table-filter.js';
import { completionPassport } from '../completion.resolver.js';
import { completionByDay } from '../completion.sql.js';
import { withForecast } from '../plan-forecast.rules.js';
import { CompletionTableOrder } from './completion-measures.sql.js';
import { rowPassport } from './completion-row.resolver.js';
import { CompletionTableArgs } from './completion-table.input.js';
import { topLevel, whyNotAdded } from './completion-table.rules.js';
import {
  type CompletionTableQuestion,
  completionTable,
  type CompletionTableRow as Row,
} from './completion-table.sql.js';
import { CompletionTable, CompletionTableKey } from './completion-table.type.js';
import { isNarrowed } from './completion-table-filter.sql.js';
import { readQuestion } from './completion-table-question.js';
import { type AnsweredRow, tableRow } from './completion-table-row.js';

type Answer = Omit<CompletionTable, 'passports' | 'previousPassports' | 'totals'> & {
  readonly totals: readonly AnsweredRow[];
  readonly question: CompletionTableQuestion;
};

@Resolver(() => CompletionTable)
export class CompletionTableResolver {
  @Query(() => CompletionTable, {
    description:
      'Avancement des CTG d’un territoire, regroupé par une ou plusieurs dimensions : par exemple par département et par ' +
      'thématique. Les mêmes chiffres, de la même façon, que « completion ».',
  })
  async completionTable(
    @Args(() => CompletionTableArgs) args: CompletionTableArgs,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
  ): Promise<Answer> {
    const question = await readQuestion(args, info, context);
    const found = await completionTable(context.em, question);
    spend(context, found.length);
    const { by, dates } = question;
    const top = topLevel(by);
    const rowsOf = (level: (over: number) => boolean) =>
      found.filter(({ over }) => level(over)).map((row) => tableRow(row, question));
    const placeOf = ({ key }: AnsweredRow) => dates.indexOf(key.date);
    return {
      question,
      rows: rowsOf((over) => over === 0),
      totalCount: found[0]?.cells ?? 0,
      subtotals: rowsOf((over) => over > 0 && over < top),
      subtotalCount: found[0]?.subtotals ?? 0,
      totals: rowsOf((over) => over === top).toSorted((one, other) => placeOf(one) - placeOf(other)),
      hint: await hintOf(context, question, found),
    };
  }

  @FieldResolver(() => [Passport])
  async passports(@Root() { question, totals }: Answer, @Ctx() context: Context): Promise<Passport[]> {
    return isNarrowed(question)
      ? Promise.all(totals.map((row) => rowPassport(context, row)))
      : wholePassports(context, question, question.dates);
  }

  @FieldResolver(() => [Passport])
  async previousPassports(@Root() { question }: Answer, @Ctx() context: Context): Promise<Passport[]> {
    const others = othersOf(question.dates, question.otherDates);
    if (others.length === 0) return [];
    if (!isNarrowed(question)) return wholePassports(context, question, others);
    const before: CompletionTableQuestion = {
      ...question,
      by: [],
      dates: others,
      otherDates: null,
      orderBy: CompletionTableOrder.KEY,
      first: 1,
      offset: 0,
      asks: asksAll,
    };
    const found = await completionTable(context.em, before);
    const inOrder = others.flatMap((date) => found.filter((row) => row.date === date));
    return Promise.all(inOrder.map((row) => rowPassport(context, tableRow(row, before))));
  }
}

/** What is to be known of a table to read it. @param found its groups: nothing more is looked up where they count something */
async function hintOf(
  context: Context,
  question: CompletionTableQuestion,
  found: readonly Row[],
): Promise<string | null> {
  const { by, dates, otherDates, asks } = question;
  if (asks?.('hint') === false) return null;
  const isEmpty = found.every((row) => row.conventions + row.conventionsUndetermined === 0);
  const hint = (isEmpty ? await whyOutside(context, question) : null) ?? whyNotAdded(by);
  const latest = [...dates, ...othersOf(dates, otherDates)].toSorted().at(-1);
  return latest === undefined ? hint : withForecast(hint, latest);
}

/** Of all plans of the territory of a table, on some dates. */
async function wholePassports(
  context: Context,
  { within, themes }: CompletionTableQuestion,
  dates: readonly LocalDate[],
): Promise<Passport[]> {
  const found = await completionByDay(context.em, [within.id], { scope: 'territory', days: dates, themes });
  const rows = new Map(found.map((row) => [row.on, row]));
  return Promise.all(
    dates.flatMap((date) => {
      const row = rows.get(date);
      return row ? [completionPassport(context, 'territory', row)] : [];
    }),
  );
}

export const CompletionTableKeyResolver = placeKeyResolver(CompletionTableKey, {
  convention: 'Convention.',
  epci: 'EPCI ; vide pour les conventions qui n’en touchent aucun du territoire.',
  commune: 'Commune ; vide pour les conventions dont on ne connaît aucune commune du territoire.',
});
