import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { HubError } from '../../errors.js';
import { spend } from '../../graphql/budget.js';
import type { Context } from '../../graphql/context.js';
import type { Distribution } from '../../graphql/distribution.type.js';
import { readList } from '../../graphql/list.js';
import { ratio } from '../../graphql/ratio.type.js';
import { dateOrToday } from '../../graphql/series.rules.js';
import { checkTable } from '../../graphql/table.js';
import { Passport } from '../../provenance/provenance.type.js';
import { territoryOrCountry } from '../../territory/territory.resolver.js';
import { type AnsweredConventionRow, rowPassport } from './convention-row.resolver.js';
import { ConventionTableOrder, tooWide } from './convention-table.rules.js';
import {
  type ConventionTableQuestion,
  conventionTable,
  type ConventionTableRow as Row,
} from './convention-table.sql.js';
import { ConventionTable, ConventionTableArgs, ConventionTableKey } from './convention-table.type.js';
import { areaKeyResolver } from './table-key.resolver.js';

type Answer = Omit<ConventionTable, 'passport' | 'rows' | 'subtotals' | 'total'> & {
  readonly rows: readonly AnsweredConventionRow[];
  readonly subtotals: readonly AnsweredConventionRow[];
  readonly total: AnsweredConventionRow;
};

@Resolver(() => ConventionTable)
export class ConventionTableResolver {
  @Query(() => ConventionTable, {
    description:
      'Conventions d’un territoire, regroupées par une ou plusieurs dimensions : combien, de combien de communes, signées avec ' +
      'quel délai.',
  })
  async conventionTable(
    @Args(() => ConventionTableArgs) args: ConventionTableArgs,
    @Ctx() context: Context,
  ): Promise<Answer> {
    const question = await readQuestion(args, context);
    const found = await conventionTable(context.em, question);
    spend(context, found.length);
    const { by } = question;
    const total = found.find(({ over }) => over === by.length);
    if (!total) throw new Error('A rollup has its grand total, even of nothing');
    const rowOf = (row: Row) => tableRow(row, question, total.conventions);
    return {
      rows: by.length === 0 ? [] : found.filter(({ over }) => over === 0).map(rowOf),
      totalCount: by.length === 0 ? 0 : total.cells,
      subtotals: found.filter(({ over }) => over > 0 && over < by.length).map(rowOf),
      total: rowOf(total),
    };
  }

  @FieldResolver(() => Passport)
  passport(@Root() { total }: Answer, @Ctx() context: Context): Promise<Passport> {
    return rowPassport(context, total);
  }
}

export const ConventionTableKeyResolver = areaKeyResolver(ConventionTableKey, { convention: 'Convention.' });

/** @throws HubError `DUPLICATE_DIMENSION`, `DIMENSION_TOO_WIDE`, `INVALID_GENERATION` and those of its arguments, before any work */
async function readQuestion(args: ConventionTableArgs, context: Context): Promise<ConventionTableQuestion> {
  const { by, rule, orderBy, ascending, first, offset } = args;
  checkTable(args);
  if (args.minimumGeneration != null && args.minimumGeneration < 1) {
    throw new HubError('INVALID_GENERATION', { value: args.minimumGeneration });
  }
  const within = await territoryOrCountry(context, args.within);
  const wide = tooWide(by, within.kind);
  if (wide !== undefined) throw new HubError('DIMENSION_TOO_WIDE', { dimension: wide });
  return {
    within,
    by,
    on: dateOrToday(args.on),
    rule,
    states: readList('states', args.states),
    scales: readList('scales', args.scales),
    minimumGeneration: args.minimumGeneration ?? null,
    signedAfterStart: args.signedAfterStart ?? null,
    orderBy,
    ascending: ascending ?? orderBy === ConventionTableOrder.KEY,
    first,
    offset,
  };
}

function tableRow(row: Row, question: ConventionTableQuestion, all: number): AnsweredConventionRow {
  const { by } = question;
  const { region, department, scaleGroup, scale, generation, state, startYear, convention } = row;
  const withoutDelay = row.conventions - row.delaysKnown;
  return {
    question,
    key: { region, department, scaleGroup, scale, generation, state, startYear, convention },
    dimensions: by.slice(0, by.length - row.over),
    rank: by.length > 0 && row.over === 0 ? row.rank : null,
    conventions: row.conventions,
    share: ratio(row.conventions, all),
    communes: spread(row, 'communes', row.conventions - row.communesKnown),
    signature: {
      signedAfterStart: ratio(row.delayKnown, row.delaysKnown),
      unknown: withoutDelay,
      daysAfterStart: spread(row, 'delay', withoutDelay),
    },
  };
}

const spread = (row: Row, of: 'communes' | 'delay', unknown: number): Distribution => ({
  count: row[`${of}Known`],
  unknown,
  mean: row[`${of}Mean`],
  median: row[`${of}Median`],
  minimum: row[`${of}Minimum`],
  maximum: row[`${of}Maximum`],
});
