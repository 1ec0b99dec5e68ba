import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { HubError } from '../../errors.js';
import { spend } from '../../graphql/budget.js';
import type { Context } from '../../graphql/context.js';
import { ratio } from '../../graphql/ratio.type.js';
import { checkDate, readDates } from '../../graphql/series.rules.js';
import { checkTable, claimCells } from '../../graphql/table.js';
import { Passport } from '../../provenance/provenance.type.js';
import { isCutAtBorder } from '../../subsidy/table/subsidy-table.resolver.js';
import { tableTerritory, territoryIfAny } from '../../territory/territory.resolver.js';
import { CommuneType, DepartmentType, EpciType, RegionType } from '../../territory/territory.type.js';
import { coverage } from '../coverage.resolver.js';
import { CoverageTableArgs } from './coverage-table.input.js';
import { CoverageDimension, CoverageTableOrder, cellsOf, isTerritorial } from './coverage-table.rules.js';
import {
  type CoverageTableQuestion,
  coverageTable,
  type CoverageTableRow as Row,
} from './coverage-table.sql.js';
import {
  type CoverageChange,
  CoverageTable,
  CoverageTableKey,
  CoverageTableRow,
} from './coverage-table.type.js';

/** A key remembers the ids of its territories, which are looked up if they are asked for. */
type Key = CoverageTableKey & Pick<Row, 'region' | 'department' | 'epci' | 'commune'>;
/** A row remembers what it lies within. */
export type AnsweredRow = Omit<CoverageTableRow, 'cutAtBorder'> & {
  readonly key: Key;
  readonly within: string;
};
type Answer = Omit<CoverageTable, 'passports' | 'rows' | 'subtotals' | 'totals'> & {
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
    @Ctx() context: Context,
  ): Promise<Answer> {
    const question = await readQuestion(args, context);
    const found = await coverageTable(context.em, question);
    spend(context, found.length);
    const { by, first, offset } = question;
    const levels = by.filter(isTerritorial).length;
    // Without a dimension but the date, the cells are the totals, all of which are there.
    const isOnPage = ({ over, place }: Row) => over === 0 && place > offset && place <= offset + first;
    const ofTheDate = (date: string) => found.filter((row) => row.over === levels && row.date === date);
    return {
      question,
      rows: by.length === 0 ? [] : found.filter(isOnPage).map((row) => tableRow(row, question, row.place)),
      totalCount: by.length === 0 ? 0 : (found[0]?.cells ?? 0),
      subtotals: found
        .filter(({ over }) => over > 0 && over < levels)
        .map((row) => tableRow(row, question, null)),
      subtotalCount: found[0]?.subtotals ?? 0,
      totals: question.dates.flatMap(ofTheDate).map((row) => tableRow(row, question, null)),
    };
  }

  @FieldResolver(() => [Passport])
  async passports(
    @Root() { question: { within, dates, rule } }: Answer,
    @Ctx() context: Context,
  ): Promise<Passport[]> {
    const each = dates.map((on) => coverage(context, 'territory', within.id, { on, rule }));
    return Promise.all((await Promise.all(each)).map(({ passport }) => passport()));
  }
}

@Resolver(() => CoverageTableKey)
export class CoverageTableKeyResolver {
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

  @FieldResolver(() => CommuneType, { nullable: true, description: 'Commune.' })
  commune(@Root() { commune }: Key, @Ctx() context: Context) {
    return territoryIfAny(context, commune);
  }
}

@Resolver(() => CoverageTableRow)
export class CoverageTableRowResolver {
  @FieldResolver(() => Boolean)
  async cutAtBorder(
    @Root() { key, dimensions, within }: AnsweredRow,
    @Ctx() context: Context,
  ): Promise<boolean> {
    return !dimensions.includes(CoverageDimension.COMMUNE) && isCutAtBorder(context, key, within);
  }
}

/** @throws HubError `TABLE_TOO_LARGE`, `DATES_NOT_GROUPED`, `DIMENSION_TOO_WIDE`, `COMPARISON_MISSING` and those of its arguments, before any work */
async function readQuestion(args: CoverageTableArgs, context: Context): Promise<CoverageTableQuestion> {
  const { by, rule, orderBy, ascending, first, offset } = args;
  checkTable(args);
  const dates = readDates(args.on, args.between);
  if (dates.length > 1 && !by.includes(CoverageDimension.DATE)) {
    throw new HubError('DATES_NOT_GROUPED', undefined);
  }
  const compareTo = args.compareTo == null ? null : checkDate(args.compareTo);
  if (orderBy === CoverageTableOrder.CHANGE && compareTo === null) {
    throw new HubError('COMPARISON_MISSING', undefined);
  }
  const within = await tableTerritory(context, args.within, by);
  claimCells(context, cellsOf(by, { kind: within.kind, dates: dates.length }));
  return {
    within,
    by,
    dates,
    rule,
    compareTo,
    orderBy,
    ascending: ascending ?? orderBy === CoverageTableOrder.KEY,
    first,
    offset,
  };
}

/** @param rank null for what is no cell */
export function tableRow(
  row: Row,
  { by, compareTo, within }: Pick<CoverageTableQuestion, 'by' | 'compareTo' | 'within'>,
  rank: number | null,
): AnsweredRow {
  const territorial = by.filter(isTerritorial);
  const kept = territorial.slice(0, territorial.length - row.over);
  return {
    key: keyOf(row, by),
    within: within.id,
    dimensions: by.filter((dimension) => !isTerritorial(dimension) || kept.includes(dimension)),
    rank,
    on: row.date,
    communes: ratio(row.covered, row.communes),
    population: ratio(row.coveredPopulation, row.population),
    conventionsInForce: row.inForce,
    unknown: {
      communes: row.undetermined,
      population: row.undeterminedPopulation,
      conventionsWithUnknownDates: row.conventionsUndetermined,
      conventionsWithUnknownPerimeter: row.withoutPerimeter,
      communesAnnouncedNotNamed: row.notListed,
    },
    change: compareTo === null || row.before === null ? null : changeOf(row, row.before, compareTo),
  };
}

const keyOf = (row: Row, by: readonly CoverageDimension[]): Key => ({
  region: row.region,
  department: row.department,
  epci: row.epci,
  commune: row.commune,
  populationBand: row.populationBand,
  date: by.includes(CoverageDimension.DATE) ? row.date : null,
});

function changeOf(row: Row, before: NonNullable<Row['before']>, on: string): CoverageChange {
  const points = (now: number, then: number, whole: number) =>
    whole === 0 ? null : ((now - then) / whole) * 100;
  return {
    on,
    communes: ratio(before.covered, row.communes),
    population: ratio(before.coveredPopulation, row.population),
    conventionsInForce: before.inForce,
    communesDifference: row.covered - before.covered,
    populationDifference: row.coveredPopulation - before.coveredPopulation,
    communesPoints: points(row.covered, before.covered, row.communes),
    populationPoints: points(row.coveredPopulation, before.coveredPopulation, row.population),
  };
}
