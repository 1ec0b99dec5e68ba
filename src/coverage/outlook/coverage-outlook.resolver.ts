import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { type LocalDate, today } from '../../calendar.js';
import { conventionByReference } from '../../convention/convention.resolver.js';
import { ConventionType } from '../../convention/convention.type.js';
import { HubError } from '../../errors.js';
import { spend } from '../../graphql/budget.js';
import type { Context } from '../../graphql/context.js';
import { allWith } from '../../graphql/other-dates.rules.js';
import { checkDate, firstDate, lastDate, maximumDates, monthEnd } from '../../graphql/series.rules.js';
import { checkTable } from '../../graphql/table.js';
import { Passport } from '../../provenance/provenance.type.js';
import { territoryOrCountry } from '../../territory/territory.resolver.js';
import { coverage } from '../coverage.resolver.js';
import { coverageFacts } from '../coverage-facts.rules.js';
import { CoverageTableOrder } from '../table/coverage-measures.sql.js';
import { CoverageDimension } from '../table/coverage-table.rules.js';
import { coverageTable } from '../table/coverage-table.sql.js';
import { type AnsweredRow, tableRow } from '../table/coverage-table-row.js';
import { horizonOf } from './coverage-outlook.rules.js';
import { type RenewalRow, renewalsOf } from './coverage-outlook.sql.js';
import {
  CoverageOutlook,
  CoverageOutlookArgs,
  CoverageRenewal,
  CoverageRenewals,
  CoverageRenewalsArgs,
} from './coverage-outlook.type.js';

/** An outlook remembers what it was asked of, to tell its renewals and its passport. */
export type AnsweredOutlook = Omit<CoverageOutlook, 'passport' | 'start' | 'months'> & {
  readonly start: AnsweredRow;
  readonly months: readonly AnsweredRow[];
  readonly territoryId: string;
  /** Until when a last day in force is told: see `Horizon`. */
  readonly lastEnd: LocalDate;
};

@Resolver(() => CoverageOutlook)
export class CoverageOutlookResolver {
  @Query(() => CoverageOutlook, {
    description: coverageFacts.coverageOutlook.definition,
  })
  async coverageOutlook(
    @Args(() => CoverageOutlookArgs) { months, rule, ...args }: CoverageOutlookArgs,
    @Ctx() context: Context,
  ): Promise<AnsweredOutlook> {
    if (months < 1 || months > maximumDates) {
      throw new HubError('INVALID_MONTHS', { value: months, minimum: 1, maximum: maximumDates });
    }
    const from = checkDate(args.from ?? today());
    const { dates, lastEnd } = horizonOf(from, months);
    // It is the start that was typed: the error names it, and the last one that these months allow.
    if (lastEnd >= lastDate) {
      throw new HubError('DATE_OUT_OF_RANGE', {
        value: from,
        from: firstDate,
        to: monthEnd(lastDate, -months),
      });
    }
    const within = await territoryOrCountry(context, args.within);
    const question = {
      within,
      by: [CoverageDimension.DATE],
      territories: null,
      bands: null,
      states: null,
      dates: [from, ...dates],
      rule,
      otherDates: allWith(dates, from),
      orderBy: CoverageTableOrder.KEY,
      ascending: true,
      first: dates.length + 1,
      offset: 0,
    };
    const found = await coverageTable(context.em, question);
    spend(context, found.length);
    const [start, ...following] = found;
    if (start === undefined) throw new Error(`No coverage for ${within.id}`);
    return {
      territoryId: within.id,
      from,
      lastEnd,
      rule,
      start: tableRow(start, question, null),
      months: following.map((row) => tableRow(row, question, null)),
    };
  }

  @FieldResolver(() => CoverageRenewals, {
    description: coverageFacts.renewals.definition,
  })
  async renewals(
    @Root() { territoryId, from, lastEnd, rule }: AnsweredOutlook,
    @Args(() => CoverageRenewalsArgs) { first, offset }: CoverageRenewalsArgs,
    @Ctx() context: Context,
  ): Promise<CoverageRenewals> {
    checkTable({ by: [], first, offset });
    const found = await renewalsOf(context.em, { territoryId, from, lastEnd, rule, first, offset });
    spend(context, found.rows.length);
    return found;
  }

  @FieldResolver(() => Passport)
  async passport(
    @Root() { territoryId, from, rule }: AnsweredOutlook,
    @Ctx() context: Context,
  ): Promise<Passport> {
    const { passport } = await coverage(context, 'territory', territoryId, { on: from, rule });
    return passport();
  }
}

@Resolver(() => CoverageRenewal)
export class CoverageRenewalResolver {
  @FieldResolver(() => ConventionType, { description: 'La convention.' })
  convention(@Root() { reference }: RenewalRow, @Ctx() context: Context) {
    return conventionByReference(context, reference);
  }
}
