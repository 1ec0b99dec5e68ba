import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { audienceOf } from '../../config/secrecy.js';
import { spend } from '../../graphql/budget.js';
import type { Context } from '../../graphql/context.js';
import { readFiscalYear } from '../../graphql/fiscal-year.js';
import { PageArgs } from '../../graphql/page-args.js';
import { checkTable, claimCells } from '../../graphql/table.js';
import { Passport, ValueState } from '../../provenance/provenance.type.js';
import { tableTerritory, territoryById } from '../../territory/territory.resolver.js';
import { TerritoryType } from '../../territory/territory.type.js';
import { noAmountHint, subsidyBasisOf } from '../subsidies-answer.js';
import { amountsOf } from '../subsidy.resolver.js';
import { wholeYear } from '../subsidy.sql.js';
import { SubsidyAmountConnection } from '../subsidy.type.js';
import { subsidyPassport } from '../subsidy-passport.js';
import { exactCents } from '../subsidy-totals.sql.js';
import type { AmountYear } from './amount-cells.sql.js';
import { standingOf } from './published-subsidies.js';
import { SubsidiesByTerritoryArgs } from './subsidies-by-territory.input.js';
import {
  type ByTerritoryQuestion,
  type ByTerritoryRow,
  subsidiesByTerritory,
} from './subsidies-by-territory.sql.js';
import { SubsidiesByTerritory, SubsidiesOfTerritory } from './subsidies-by-territory.type.js';

/** An amount remembers what it is of, to say on what it rests and to list what it adds. */
type OneAnswer = Omit<SubsidiesOfTerritory, 'passport'> & {
  readonly territoryId: string;
  readonly year: AmountYear;
};
type Answer = Omit<SubsidiesByTerritory, 'rows' | 'total' | 'passport'> & {
  readonly rows: readonly OneAnswer[];
  readonly question: ByTerritoryQuestion;
};

/** At most how many rows a level has in the whole country, with a row for each sector. */
const mostRows = 400_000;

@Resolver(() => SubsidiesByTerritory)
export class SubsidiesByTerritoryResolver {
  @Query(() => SubsidiesByTerritory, {
    description:
      'Les subventions des territoires d’un niveau, en tout ou par secteur, telles qu’elles se publient : la table des partenaires et des ' +
      'lecteurs. Pour les autres rôles, « subsidyTable » a plus de dimensions et de mesures.',
  })
  async subsidiesByTerritory(
    @Args(() => SubsidiesByTerritoryArgs) args: SubsidiesByTerritoryArgs,
    @Ctx() context: Context,
  ): Promise<Answer> {
    const { level, bySector, first, offset, nature } = args;
    checkTable({ by: [level], first, offset });
    const fiscalYear = readFiscalYear(args.fiscalYear);
    const within = await tableTerritory(context, args.within, [level]);
    claimCells(context, Math.min(first, mostRows));
    const isPublished = audienceOf(context.viewer.role) !== null;
    const question = { within, level, bySector, isPublished, fiscalYear, nature, first, offset };
    const found = await subsidiesByTerritory(context.em, question);
    spend(context, found.length);
    // Beyond the last page nothing says how many rows there are.
    const [any] =
      found.length > 0 || offset === 0
        ? found
        : await subsidiesByTerritory(context.em, { ...question, offset: 0, first: 1 });
    return {
      question,
      fiscalYear,
      nature,
      state: any ? ValueState.REPORTED : ValueState.NOT_REPORTED,
      hint: any ? null : noAmountHint(question, ' à ce niveau'),
      rows: found.map((row) => answerOf(row, question)),
      totalCount: any?.count ?? 0,
      suppressed: any?.suppressed ?? 0,
    };
  }

  @FieldResolver(() => SubsidiesOfTerritory)
  async total(@Root() { question }: Answer, @Ctx() context: Context): Promise<OneAnswer> {
    const { within } = question;
    const itself = { ...question, level: within.kind, bySector: false, first: 1, offset: 0 };
    const [row] = await subsidiesByTerritory(context.em, itself);
    return row
      ? answerOf(row, question)
      : {
          ...nothing,
          ...standingOf(null, false),
          hint: noAmountHint(question),
          territoryId: within.id,
          year: question,
        };
  }

  @FieldResolver(() => Passport)
  passport(@Root() { question }: Answer, @Ctx() context: Context): Promise<Passport> {
    return passportOf(context, question.within.id, question);
  }
}

const nothing = { sector: null, amount: null, precision: null, perInhabitant: null };

function answerOf({ cents, isOffered, population, ...row }: ByTerritoryRow, year: AmountYear): OneAnswer {
  const amount = cents === null ? null : exactCents(cents);
  return {
    ...row,
    ...standingOf(isOffered ? { amount } : null, true),
    year,
    amount,
    perInhabitant: amount !== null && population ? amount / 100 / population : null,
  };
}

@Resolver(() => SubsidiesOfTerritory)
export class SubsidiesOfTerritoryResolver {
  @FieldResolver(() => TerritoryType, { description: 'Le territoire.' })
  territory(@Root() { territoryId }: OneAnswer, @Ctx() context: Context) {
    return territoryById(context, territoryId);
  }

  @FieldResolver(() => Passport)
  passport(@Root() { territoryId, year }: OneAnswer, @Ctx() context: Context): Promise<Passport> {
    return passportOf(context, territoryId, year);
  }

  @FieldResolver(() => SubsidyAmountConnection, {
    description: 'Les montants que celui-ci additionne, un par un.',
  })
  amounts(
    @Root() { territoryId, sector, year }: OneAnswer,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
  ) {
    const sectors = sector === null ? null : [sector];
    return amountsOf(context, territoryId, { ...wholeYear(year), sectors }, args);
  }
}

async function passportOf(context: Context, id: string, year: AmountYear): Promise<Passport> {
  const { fiscalYear, nature } = year;
  const basis = await subsidyBasisOf(context, id, wholeYear(year));
  return subsidyPassport(context, { kind: 'territory', id, fiscalYear, nature }, basis);
}
