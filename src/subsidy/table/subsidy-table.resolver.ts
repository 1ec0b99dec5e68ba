import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { placeKeyResolver } from '../../convention/table/table-key.resolver.js';
import { spend } from '../../graphql/budget.js';
import type { Context } from '../../graphql/context.js';
import { Passport, ValueState } from '../../provenance/provenance.type.js';
import { whyOutside } from '../../territory/table-filter.js';
import { subsidiesOf, withoutNatureHint } from '../subsidies-answer.js';
import { SubsidyNature } from '../subsidy.rules.js';
import { yearsBeside } from './other-year.rules.js';
import { SubsidyTableArgs } from './subsidy-table.input.js';
import { addedDimensions, SubsidyDimension } from './subsidy-table.rules.js';
import { type SubsidyTableRow as Row, subsidyTable } from './subsidy-table.sql.js';
import { SubsidyTable, SubsidyTableKey } from './subsidy-table.type.js';
import { isPartial } from './subsidy-table-members.sql.js';
import { readQuestion } from './subsidy-table-question.js';
import { type AnsweredRow, centsOf, tableRow } from './subsidy-table-row.js';
import { totalPassports } from './subsidy-table-row.resolver.js';
import type { SubsidyTableQuestion } from './subsidy-table-source.sql.js';
import { isTop, topCommunes } from './subsidy-table-top.sql.js';

type Answer = Omit<
  SubsidyTable,
  'passports' | 'previousPassports' | 'rows' | 'subtotals' | 'total' | 'totals'
> & {
  readonly rows: readonly AnsweredRow[];
  readonly subtotals: readonly AnsweredRow[];
  readonly total: AnsweredRow | null;
  readonly totals: readonly AnsweredRow[];
} & { readonly question: SubsidyTableQuestion };

@Resolver(() => SubsidyTable)
export class SubsidyTableResolver {
  @Query(() => SubsidyTable, {
    description:
      'Subventions d’un territoire, regroupées par une ou plusieurs dimensions : par exemple par département et par secteur. ' +
      'Les mêmes montants, de la même façon, que « subsidies ».',
  })
  async subsidyTable(
    @Args(() => SubsidyTableArgs) args: SubsidyTableArgs,
    @Info() info: GraphQLResolveInfo,
    @Ctx() context: Context,
  ): Promise<Answer> {
    const question = await readQuestion(args, info, context);
    const top = isTop(question) ? await topCommunes(context.em, question) : null;
    const found = top ?? (await subsidyTable(context.em, question));
    spend(context, found.length);
    const answer = answerOf(found, question);
    return { question, ...answer, ...(await statedTotal(context, question, answer)) };
  }

  @FieldResolver(() => [Passport])
  async passports(@Root() { question }: Answer, @Ctx() context: Context): Promise<Passport[]> {
    return passportsOf(context, question);
  }

  @FieldResolver(() => [Passport])
  async previousPassports(@Root() { question }: Answer, @Ctx() context: Context): Promise<Passport[]> {
    const { fiscalYears, otherYear } = question;
    return passportsOf(context, { ...question, fiscalYears: yearsBeside(fiscalYears, otherYear) });
  }
}

type Stated = Pick<Answer, 'totalState' | 'totalHint'>;

function answerOf(
  found: readonly Row[],
  question: SubsidyTableQuestion,
): Omit<Answer, 'question' | keyof Stated> {
  const { by, natures, first, offset } = question;
  const top = addedDimensions(by).length;
  const isGrouped = by.includes(SubsidyDimension.NATURE);
  const tops = found.filter(({ over }) => over === top);
  const centsByNature = new Map(tops.map((row) => [row.nature, centsOf(row)]));
  const rowOf = (row: Row): AnsweredRow => tableRow(row, question, centsByNature.get(row.nature) ?? null);
  const isKnown = (row: Row) =>
    [centsOf(row), row.before?.cents ?? null, row.gap?.cents ?? null].some((each) => each !== null);
  const totals = tops
    .filter(isKnown)
    .toSorted((one, other) => placeOf(natures, one) - placeOf(natures, other))
    .map(rowOf);
  const total = isGrouped ? null : (totals[0] ?? null);
  const isOnPage = ({ place }: Row) => place > offset && place <= offset + first;
  return {
    rows: by.length === 0 ? [] : found.filter((row) => row.over === 0 && isOnPage(row)).map(rowOf),
    totalCount: by.length === 0 ? 0 : (found[0]?.cells ?? 0),
    subtotals: found.filter(({ over }) => over > 0 && over < top).map(rowOf),
    subtotalCount: found[0]?.subtotals ?? 0,
    total,
    totals,
  };
}

const placeOf = (natures: SubsidyTableQuestion['natures'], { nature }: Row) =>
  nature === null ? 0 : natures.indexOf(nature);

async function statedTotal(
  context: Context,
  question: SubsidyTableQuestion,
  { total, totals }: Pick<Answer, 'total' | 'totals'>,
): Promise<Stated> {
  if (total?.amount != null) return { totalState: ValueState.REPORTED, totalHint: null };
  const { by, natures } = question;
  const notApplicable = (totalHint: string) => ({ totalState: ValueState.NOT_APPLICABLE, totalHint });
  if (natures.every((nature) => nature === SubsidyNature.UNKNOWN)) return notApplicable(withoutNatureHint);
  const outside = totals.length > 0 ? null : await whyOutside(context, question);
  if (outside !== null) return notApplicable(outside);
  if (by.includes(SubsidyDimension.NATURE))
    return notApplicable(
      'Des natures différentes ne s’additionnent jamais : lisez « totals », un total par nature.',
    );
  const totalHint = 'Aucun montant communiqué : c’est inconnu, ce n’est pas zéro.';
  return { totalState: ValueState.NOT_REPORTED, totalHint };
}

/** For each year, and each of its natures. */
async function passportsOf(context: Context, question: SubsidyTableQuestion): Promise<Passport[]> {
  const { within, fiscalYears, natures, sectors, fundingLines, sections } = question;
  if (isPartial(question)) return totalPassports(context, question);
  const scope = 'territory';
  const each = fiscalYears.flatMap((fiscalYear) =>
    natures.map((nature) =>
      subsidiesOf(context, within.id, { scope, fiscalYear, nature, sectors, fundingLines, sections }),
    ),
  );
  return Promise.all((await Promise.all(each)).map(({ passport }) => passport()));
}

export const SubsidyTableKeyResolver = placeKeyResolver(SubsidyTableKey, {
  convention: 'Convention ; vide pour ce qui n’est sous aucune.',
  epci: 'EPCI ; vide hors de tout EPCI.',
  commune: 'Commune ; vide pour l’argent des EPCI eux-mêmes.',
});
