import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import { connect, emptySlice, type Page, readPage, type Slice } from '../../graphql/page.js';
import { PageArgs } from '../../graphql/page-args.js';
import { Passport, ValueState } from '../../provenance/provenance.type.js';
import { SubsidyAmountConnection, type SubsidyRow } from '../subsidy.type.js';
import { subsidyPassport } from '../subsidy-passport.js';
import { amountsOfRows, rowAmountOrder } from './subsidy-row.sql.js';
import { basesByYear, isCut, natureOf } from './subsidy-row-basis.js';
import { type RowLevel, rowKey } from './subsidy-row-keys.sql.js';
import { rowHint, rowState } from './subsidy-row-state.js';
import { SubsidyTableRow } from './subsidy-table.type.js';
import type { AnsweredRow } from './subsidy-table-row.js';

interface AmountsAsked {
  readonly level: RowLevel;
  readonly page: Page;
}
const amounts = batched(
  ({ em }: Context, keys: readonly string[], { level, page }: AmountsAsked) =>
    amountsOfRows(em, level, keys, page),
  (): Slice<SubsidyRow> => emptySlice(),
);

@Resolver(() => SubsidyTableRow)
export class SubsidyTableRowResolver {
  @FieldResolver(() => ValueState)
  state(@Root() row: AnsweredRow, @Ctx() context: Context): Promise<ValueState> | ValueState {
    return rowState(context, row);
  }

  @FieldResolver(() => String, { nullable: true })
  hint(@Root() row: AnsweredRow, @Ctx() context: Context): Promise<string | null> {
    return rowHint(context, row);
  }

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
    const nature = natureOf(row);
    const id = key.commune ?? key.epci ?? key.department ?? key.region ?? question.within.id;
    const each = (await basesByYear(context, row)).map((basis) =>
      subsidyPassport(context, { kind: 'territory', id, fiscalYear: basis.fiscalYear, nature }, basis),
    );
    return Promise.all(each);
  }
}
