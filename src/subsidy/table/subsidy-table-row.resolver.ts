import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import { connect, emptySlice, type Page, readPage, type Slice } from '../../graphql/page.js';
import { PageArgs } from '../../graphql/page-args.js';
import { Passport } from '../../provenance/provenance.type.js';
import { subsidyBasisOf } from '../subsidies-answer.js';
import { SubsidyAmountConnection, type SubsidyRow } from '../subsidy.type.js';
import { subsidyPassport } from '../subsidy-passport.js';
import { isCutAtBorder } from './cut-at-border.js';
import { amountsOfRows, type RowBasis, rowAmountOrder } from './subsidy-row.sql.js';
import { basesOfRows } from './subsidy-row-bases.sql.js';
import { type RowLevel, rowKey } from './subsidy-row-keys.sql.js';
import { SubsidyDimension } from './subsidy-table.rules.js';
import { SubsidyTableRow } from './subsidy-table.type.js';
import { isPartial } from './subsidy-table-members.sql.js';
import type { AnsweredRow } from './subsidy-table-row.js';
import type { SubsidyTableQuestion } from './subsidy-table-source.sql.js';

interface AmountsAsked {
  readonly level: RowLevel;
  readonly page: Page;
}
const amounts = batched(
  ({ em }: Context, keys: readonly string[], { level, page }: AmountsAsked) =>
    amountsOfRows(em, level, keys, page),
  (): Slice<SubsidyRow> => emptySlice(),
);
const bases = batched(
  ({ em }: Context, keys: readonly string[], level: RowLevel) => basesOfRows(em, level, keys),
  (): RowBasis[] => [],
);

const { COUNTRY, REGION, DEPARTMENT, EPCI, COMMUNE, NATURE, FISCAL_YEAR } = SubsidyDimension;
/** What a row may be grouped by, and still be the whole total of its smallest territory. */
const wholeOf: readonly SubsidyDimension[] = [
  COUNTRY,
  REGION,
  DEPARTMENT,
  EPCI,
  COMMUNE,
  NATURE,
  FISCAL_YEAR,
];

/** Territories that a table of some conventions alone holds a part of. */
const areas: readonly SubsidyDimension[] = [REGION, DEPARTMENT, EPCI];

@Resolver(() => SubsidyTableRow)
export class SubsidyTableRowResolver {
  @FieldResolver(() => Boolean)
  cutAtBorder(@Root() row: AnsweredRow, @Ctx() context: Context): Promise<boolean> | boolean {
    return isCut(context, row);
  }

  @FieldResolver(() => SubsidyAmountConnection, {
    description:
      'Les montants que la ligne additionne, un par un, avec les mêmes filtres : leur somme est son montant.',
  })
  async amounts(
    @Root() { key, dimensions, question }: AnsweredRow,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() context: Context,
  ) {
    const page = readPage(first, after, rowAmountOrder);
    const slice = await amounts(context, rowKey(dimensions, key), { level: { question, dimensions }, page });
    return connect(context, slice, ({ reference }) => [reference]);
  }

  @FieldResolver(() => [Passport], {
    description:
      'Sur quoi la ligne repose : un passeport par exercice demandé, ou celui de son exercice. Attendu : ses communes ; ' +
      'communiqué : celles qui ont elles-mêmes au moins un montant dans la ligne.',
  })
  async passports(@Root() row: AnsweredRow, @Ctx() context: Context): Promise<Passport[]> {
    const { key, question } = row;
    const [nature] = key.nature === null ? question.natures : [key.nature];
    if (nature === undefined) return [];
    const years = key.fiscalYear === null ? question.fiscalYears : [key.fiscalYear];
    const whole = await wholeTerritory(context, row);
    const id = key.commune ?? key.epci ?? key.department ?? key.region ?? question.within.id;
    const found = await (whole === null ? rowBases(context, row) : null);
    const each = years.map(async (fiscalYear) => {
      const { sectors, fundingLines, sections } = question;
      const filter = { scope: 'territory', fiscalYear, nature, sectors, fundingLines, sections } as const;
      const basis =
        whole === null
          ? (found?.find((basis) => basis.fiscalYear === fiscalYear) ?? noBasis)
          : await subsidyBasisOf(context, whole, filter);
      return subsidyPassport(context, { kind: 'territory', id, fiscalYear, nature }, basis);
    });
    return Promise.all(each);
  }
}

const rowBases = (context: Context, { key, dimensions, question }: AnsweredRow) =>
  bases(context, rowKey(dimensions, key), { question, dimensions });

/** What the totals of a filtered table rest on: for each year, and each of its natures. */
export async function totalPassports(context: Context, question: SubsidyTableQuestion): Promise<Passport[]> {
  const { by, within, fiscalYears, natures } = question;
  const dimensions = by.filter((dimension) => dimension === NATURE);
  const each = await Promise.all(
    natures.map(async (nature) => {
      const key = JSON.stringify(dimensions.map(() => nature));
      return { nature, found: await bases(context, key, { question, dimensions }) };
    }),
  );
  return Promise.all(
    fiscalYears.flatMap((fiscalYear) =>
      each.map(({ nature, found }) => {
        const basis = found.find((basis) => basis.fiscalYear === fiscalYear) ?? noBasis;
        return subsidyPassport(context, { kind: 'territory', id: within.id, fiscalYear, nature }, basis);
      }),
    ),
  );
}

const noBasis = {
  communes: 0,
  reported: 0,
  population: 0,
  reportedPopulation: 0,
  oldestInputAt: null,
  freshestInputAt: null,
  demonstration: null,
  hasGaps: false,
};

function isCut(context: Context, { key, dimensions, question, isPartOfConvention }: AnsweredRow) {
  if (dimensions.includes(COMMUNE)) return false;
  // Beside the conventions that are asked, a territory has others, or communes under none.
  if (question.conventions !== null && dimensions.some((each) => areas.includes(each))) return true;
  return isPartOfConvention || isCutAtBorder(context, key, question, true);
}

/** The territory whose whole total a row is, for which passports are kept; null when it is of no territory, or of a part. */
async function wholeTerritory(context: Context, row: AnsweredRow): Promise<string | null> {
  const { key, dimensions, question } = row;
  if (!dimensions.every((dimension) => wholeOf.includes(dimension))) return null;
  const territorial = [
    [COMMUNE, key.commune],
    [EPCI, key.epci],
    [DEPARTMENT, key.department],
    [REGION, key.region],
  ] as const;
  const given = territorial.filter(([dimension]) => dimensions.includes(dimension));
  if (given.some(([, id]) => id === null)) return null;
  const [smallest] = given;
  if (smallest === undefined) return isPartial(question) ? null : question.within.id;
  return (await isCut(context, row)) ? null : smallest[1];
}
