import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { HubError } from '../../errors.js';
import { batched } from '../../graphql/batched.js';
import { spend } from '../../graphql/budget.js';
import type { Context } from '../../graphql/context.js';
import { readFiscalYear } from '../../graphql/fiscal-year.js';
import { readList } from '../../graphql/list.js';
import { checkTable } from '../../graphql/table.js';
import { Passport } from '../../provenance/provenance.type.js';
import { territoryIfAny, territoryOrCountry } from '../../territory/territory.resolver.js';
import { country } from '../../territory/territory.rules.js';
import { CommuneType, DepartmentType, EpciType, RegionType } from '../../territory/territory.type.js';
import { fundingLines } from '../funding-line.rules.js';
import { subsidiesOf } from '../subsidy.resolver.js';
import { sectorLabels } from '../subsidy.rules.js';
import { precisionOf } from '../subsidy-totals.rules.js';
import { exactCents } from '../subsidy-totals.sql.js';
import { cutTerritories, pairOf } from './cut-territories.sql.js';
import { cellsOf, maximumCells, SubsidyDimension, SubsidyTableOrder } from './subsidy-table.rules.js';
import { type SubsidyTableRow as Row, type SubsidyTableQuestion, subsidyTable } from './subsidy-table.sql.js';
import {
  type SubsidyChange,
  SubsidyTable,
  SubsidyTableArgs,
  SubsidyTableKey,
  SubsidyTableRow,
} from './subsidy-table.type.js';

const maximumYears = 30;

/** A key remembers the ids of its territories, which are looked up if they are asked for. */
type Key = SubsidyTableKey & Pick<Row, 'region' | 'department' | 'epci' | 'commune'>;
/** A row remembers what it lies within. */
type AnsweredRow = Omit<SubsidyTableRow, 'cutAtBorder'> & { readonly key: Key; readonly within: string };
type Answer = Omit<SubsidyTable, 'passports' | 'previousPassports' | 'rows' | 'subtotals' | 'total'> & {
  readonly rows: readonly AnsweredRow[];
  readonly subtotals: readonly AnsweredRow[];
  readonly total: AnsweredRow | null;
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
    @Ctx() context: Context,
  ): Promise<Answer> {
    const question = await readQuestion(args, context);
    const found = await subsidyTable(context.em, question);
    spend(context, found.length);
    const { by } = question;
    const total = found.find(({ over }) => over === by.length) ?? null;
    const totalCents = total && total.lineCount > 0 ? exactCents(total.cents ?? '0') : null;
    const isKnown = total !== null && (totalCents !== null || total.previousCents !== null);
    const rowOf = (row: Row): AnsweredRow => tableRow(row, question, totalCents);
    return {
      question,
      rows: found.filter(({ over }) => over === 0 && by.length > 0).map(rowOf),
      totalCount: by.length === 0 ? 0 : (found[0]?.cells ?? 0),
      subtotals: found.filter(({ over }) => over > 0 && over < by.length).map(rowOf),
      subtotalCount: found[0]?.subtotals ?? 0,
      total: isKnown ? rowOf(total) : null,
    };
  }

  @FieldResolver(() => [Passport])
  passports(@Root() { question }: Answer, @Ctx() context: Context): Promise<Passport[]> {
    return passportsOf(context, question, question.fiscalYears);
  }

  @FieldResolver(() => [Passport])
  previousPassports(@Root() { question }: Answer, @Ctx() context: Context): Promise<Passport[]> {
    const { compares, fiscalYears } = question;
    return passportsOf(context, question, compares ? fiscalYears.map((year) => year - 1) : []);
  }
}

async function passportsOf(
  context: Context,
  { within, nature, sectors, fundingLines: lines, sections }: SubsidyTableQuestion,
  fiscalYears: readonly number[],
): Promise<Passport[]> {
  const scope = 'territory';
  const each = fiscalYears.map((fiscalYear) =>
    subsidiesOf(context, within.id, { scope, fiscalYear, nature, sectors, fundingLines: lines, sections }),
  );
  return (await Promise.all(each)).map(({ passport }) => passport);
}

@Resolver(() => SubsidyTableKey)
export class SubsidyTableKeyResolver {
  @FieldResolver(() => RegionType, { nullable: true, description: 'Région.' })
  region(@Root() { region }: Key, @Ctx() context: Context) {
    return territoryIfAny(context, region);
  }

  @FieldResolver(() => DepartmentType, { nullable: true, description: 'Département.' })
  department(@Root() { department }: Key, @Ctx() context: Context) {
    return territoryIfAny(context, department);
  }

  @FieldResolver(() => EpciType, { nullable: true, description: 'EPCI ; vide hors de tout EPCI.' })
  epci(@Root() { epci }: Key, @Ctx() context: Context) {
    return territoryIfAny(context, epci);
  }

  @FieldResolver(() => CommuneType, {
    nullable: true,
    description: 'Commune ; vide pour l’argent des EPCI eux-mêmes.',
  })
  commune(@Root() { commune }: Key, @Ctx() context: Context) {
    return territoryIfAny(context, commune);
  }
}

const cut = batched(
  ({ em }: Context, pairs: readonly string[]) => cutTerritories(em, pairs),
  () => false,
);

/** By the smallest territory of the key: all that the row is grouped by, and the table itself, may leave a part of it out. */
export async function isCutAtBorder(
  context: Context,
  { region, department, epci }: Pick<Key, 'region' | 'department' | 'epci'>,
  within: string,
): Promise<boolean> {
  const area = epci ?? department ?? region;
  if (area === null) return false;
  const wholes = new Set([within, department, region].filter((each) => each !== null && each !== country.id));
  wholes.delete(area);
  const each = [...wholes].map((whole) => cut(context, pairOf({ area, whole: whole as string }), {}));
  return (await Promise.all(each)).includes(true);
}

@Resolver(() => SubsidyTableRow)
export class SubsidyTableRowResolver {
  @FieldResolver(() => Boolean)
  async cutAtBorder(
    @Root() { key, dimensions, within }: AnsweredRow,
    @Ctx() context: Context,
  ): Promise<boolean> {
    return !dimensions.includes(SubsidyDimension.COMMUNE) && isCutAtBorder(context, key, within);
  }
}

/** @throws HubError `TABLE_TOO_LARGE`, `DUPLICATE_DIMENSION` and those of its arguments, before any work */
async function readQuestion(args: SubsidyTableArgs, context: Context): Promise<SubsidyTableQuestion> {
  const { by, nature, compare, orderBy, ascending, first, offset } = args;
  checkTable(args);
  const fiscalYears = [...new Set((readList('fiscalYears', args.fiscalYears) ?? [null]).map(readFiscalYear))];
  if (fiscalYears.length > maximumYears)
    throw new HubError('LIST_TOO_LONG', { name: 'fiscalYears', maximum: maximumYears });
  const within = await territoryOrCountry(context, args.within);
  const cells = cellsOf(by, { kind: within.kind, years: fiscalYears.length });
  if (cells > maximumCells) throw new HubError('TABLE_TOO_LARGE', { cells, maximum: maximumCells });
  return {
    within,
    by,
    fiscalYears,
    nature,
    sectors: readList('sectors', args.sectors),
    fundingLines: readList('fundingLines', args.fundingLines),
    sections: readList('sections', args.sections),
    compares: compare,
    orderBy,
    ascending: ascending ?? orderBy === SubsidyTableOrder.KEY,
    first,
    offset,
  };
}

function tableRow(
  row: Row,
  { by, compares, within }: SubsidyTableQuestion,
  total: number | null,
): AnsweredRow {
  const cents = row.lineCount === 0 ? null : exactCents(row.cents ?? '0');
  const { population } = row;
  return {
    key: keyOf(row),
    within: within.id,
    dimensions: by.slice(0, by.length - row.over),
    amount: cents,
    precision: cents === null ? null : precisionOf(row.precisions),
    fiscalYears: row.years,
    lineCount: row.lineCount,
    population,
    perInhabitant: cents === null || !population ? null : cents / 100 / population,
    share: cents === null || total === null || total <= 0 ? null : cents / total,
    previous: compares ? changeOf(cents, row) : null,
  };
}

const keyOf = (row: Row): Key => ({
  region: row.region,
  department: row.department,
  epci: row.epci,
  commune: row.commune,
  populationBand: row.populationBand,
  fiscalYear: row.fiscalYear,
  sector: row.sector,
  sectorLabel: row.sector === null ? null : sectorLabels[row.sector],
  fundingLine: row.fundingLine,
  fundingLineLabel: row.fundingLine === null ? null : fundingLines[row.fundingLine].label,
  section: row.section,
});

/** Sums of years that do not match each other one by one differ by what is not known, too: that is no evolution. */
function changeOf(now: number | null, { years, previousYears, previousCents }: Row): SubsidyChange {
  const before = previousCents === null ? null : exactCents(previousCents);
  const isSameYears = years.join() === previousYears.join();
  const difference = now === null || before === null || !isSameYears ? null : now - before;
  return {
    amount: before,
    fiscalYears: previousYears.map((year) => year - 1),
    difference,
    // Of a negative amount, a rise would be a negative rate.
    rate: difference === null || before === null || before <= 0 ? null : difference / before,
  };
}
