import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Query, Resolver, Root } from 'type-graphql';
import { placeKeyResolver } from '../../convention/table/table-key.resolver.js';
import { emptyColumns } from '../../db/grouping.js';
import { spend } from '../../graphql/budget.js';
import type { Context } from '../../graphql/context.js';
import type { Lazy } from '../../graphql/lazy.js';
import { Passport, ValueState } from '../../provenance/provenance.type.js';
import { whyOutside } from '../../territory/table-filter.js';
import { subsidiesOf, withoutNatureHint } from '../subsidies-answer.js';
import { SubsidyNature } from '../subsidy.rules.js';
import { subsidyPassport } from '../subsidy-passport.js';
import { yearsBeside } from './other-year.rules.js';
import { basesByYear, type YearBasis } from './subsidy-row-basis.js';
import { rowHint, rowState } from './subsidy-row-state.js';
import { SubsidyTableArgs } from './subsidy-table.input.js';
import { addedDimensions, SubsidyDimension } from './subsidy-table.rules.js';
import { type SubsidyTableRow as Row, subsidyTable } from './subsidy-table.sql.js';
import { SubsidyTable, SubsidyTableKey } from './subsidy-table.type.js';
import { isPartial } from './subsidy-table-members.sql.js';
import { readQuestion } from './subsidy-table-question.js';
import { type AnsweredRow, centsOf, tableRow } from './subsidy-table-row.js';
import { columnOf, type SubsidyTableQuestion } from './subsidy-table-source.sql.js';
import { isTop, topCommunes } from './subsidy-table-top.sql.js';

type Answer = Omit<
  SubsidyTable,
  'passports' | 'previousPassports' | 'rows' | 'subtotals' | 'total' | 'totals' | 'totalState' | 'totalHint'
> & {
  readonly totalState: Lazy<ValueState>;
  readonly totalHint: Lazy<string | null>;
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
    return { question, ...answerOf(context, found, question) };
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

function answerOf(
  context: Context,
  found: readonly Row[],
  question: SubsidyTableQuestion,
): Omit<Answer, 'question'> {
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
    ...statedTotal(context, question, { total, isEmpty: totals.length === 0 }),
  };
}

const placeOf = (natures: SubsidyTableQuestion['natures'], { nature }: Row) =>
  nature === null ? 0 : natures.indexOf(nature);

type StatedTotal = Pick<Answer, 'totalState' | 'totalHint'>;

function statedTotal(
  context: Context,
  question: SubsidyTableQuestion,
  { total, isEmpty }: { readonly total: AnsweredRow | null; readonly isEmpty: boolean },
): StatedTotal {
  const { by, natures } = question;
  if (natures.every((nature) => nature === SubsidyNature.UNKNOWN)) return notApplicable(withoutNatureHint);
  const isGrouped = by.includes(SubsidyDimension.NATURE);
  const row = total ?? { ...noTotal, question };
  const outside = async () => (isEmpty ? await whyOutside(context, question) : null);
  return {
    totalState: async () =>
      isGrouped || (await outside()) !== null ? ValueState.NOT_APPLICABLE : rowState(context, row),
    totalHint: async () => (await outside()) ?? (isGrouped ? naturesHint : rowHint(context, row)),
  };
}

const naturesHint =
  'Des natures différentes ne s’additionnent jamais : lisez « totals », un total par nature.';

const notApplicable = (hint: string): StatedTotal => ({
  totalState: () => ValueState.NOT_APPLICABLE,
  totalHint: () => hint,
});

/** A total of nothing, not even of what is compared. */
const noTotal = {
  key: emptyColumns(Object.values(columnOf)),
  dimensions: [],
  isPartOfConvention: false,
  amount: null,
};

/** What the totals rest on: for each year, and each of its natures. */
async function passportsOf(context: Context, question: SubsidyTableQuestion): Promise<Passport[]> {
  const { within, fiscalYears, natures, sectors, fundingLines, sections } = question;
  if (isPartial(question)) return partialPassports(context, question);
  const scope = 'territory';
  const each = fiscalYears.flatMap((fiscalYear) =>
    natures.map((nature) =>
      subsidiesOf(context, within.id, { scope, fiscalYear, nature, sectors, fundingLines, sections }),
    ),
  );
  return Promise.all((await Promise.all(each)).map(({ passport }) => passport()));
}

/** The same of a table that leaves out some of its territory. */
async function partialPassports(context: Context, question: SubsidyTableQuestion): Promise<Passport[]> {
  const { by, within, natures, fiscalYears } = question;
  const dimensions = by.filter((dimension) => dimension === SubsidyDimension.NATURE);
  const found = await Promise.all(
    natures.map(async (nature) => {
      const key = { ...noTotal.key, nature };
      return { nature, bases: await basesByYear(context, { ...noTotal, key, dimensions, question }) };
    }),
  );
  return Promise.all(
    fiscalYears.flatMap((fiscalYear, at) =>
      found.map(({ nature, bases }) =>
        subsidyPassport(
          context,
          { kind: 'territory', id: within.id, fiscalYear, nature },
          bases[at] as YearBasis,
        ),
      ),
    ),
  );
}

export const SubsidyTableKeyResolver = placeKeyResolver(SubsidyTableKey, {
  convention: 'Convention ; vide pour ce qui n’est sous aucune.',
  epci: 'EPCI ; vide hors de tout EPCI.',
  commune: 'Commune ; vide pour l’argent des EPCI eux-mêmes.',
});
