import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { conventionByReference } from '../../convention/convention.resolver.js';
import { ConventionType } from '../../convention/convention.type.js';
import { HubError } from '../../errors.js';
import type { Context } from '../../graphql/context.js';
import { readFiscalYear } from '../../graphql/fiscal-year.js';
import { readList } from '../../graphql/list.js';
import { connect, emptySlice, readPage } from '../../graphql/page.js';
import { territoryById, territoryOrCountry } from '../../territory/territory.resolver.js';
import { TerritoryType } from '../../territory/territory.type.js';
import { fundingLines as lineFacts } from '../funding-line.rules.js';
import { subsidyFacts } from '../subsidy-facts.rules.js';
import { AbsenceState, AbsenceUnit } from './funding-absences.rules.js';
import { type AbsenceRow, absenceOrder, fundingAbsences } from './funding-absences.sql.js';
import { FundingAbsence, FundingAbsenceConnection, FundingAbsencesArgs } from './funding-absences.type.js';

type Answered = AbsenceRow & { readonly unit: AbsenceUnit };

@Resolver(() => FundingAbsence)
export class FundingAbsenceResolver {
  @Query(() => FundingAbsenceConnection, {
    description: subsidyFacts.fundingAbsences.definition,
  })
  async fundingAbsences(@Args(() => FundingAbsencesArgs) args: FundingAbsencesArgs, @Ctx() context: Context) {
    const page = readPage(args.first, args.after, absenceOrder);
    if (args.fundingLines.length === 0) throw new HubError('FUNDING_LINES_MISSING', undefined);
    const lines = readList('fundingLines', args.fundingLines) ?? [];
    const fiscalYear = readFiscalYear(args.fiscalYear);
    const states = readList('states', args.states) ?? Object.values(AbsenceState);
    const { unit, nature } = args;
    const { id: withinId } = await territoryOrCountry(context, args.within);
    const question = { withinId, unit, fundingLines: [...new Set(lines)], fiscalYear, nature, states };
    const slice = (await fundingAbsences(context.em, question, page)) ?? emptySlice<AbsenceRow>();
    const items = slice.items.map((row): Answered => ({ ...row, unit }));
    return connect(context, { ...slice, items }, (row) => [row.name, row.unitId, row.fundingLine]);
  }

  @FieldResolver(() => String, { description: 'Nom français de la ligne.' })
  fundingLineLabel(@Root() { fundingLine }: Answered): string {
    return lineFacts[fundingLine].label;
  }

  @FieldResolver(() => TerritoryType, { nullable: true, description: 'La commune, ou l’EPCI.' })
  territory(@Root() { unit, unitId }: Answered, @Ctx() context: Context) {
    return unit === AbsenceUnit.CONVENTION ? null : territoryById(context, unitId);
  }

  @FieldResolver(() => ConventionType, { nullable: true, description: 'La convention.' })
  convention(@Root() { unit, unitId }: Answered, @Ctx() context: Context) {
    return unit === AbsenceUnit.CONVENTION ? conventionByReference(context, unitId) : null;
  }
}
