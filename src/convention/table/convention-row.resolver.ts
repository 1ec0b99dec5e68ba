import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import { connect, emptySlice, type Page, readPage, type Slice } from '../../graphql/page.js';
import { PageArgs } from '../../graphql/page-args.js';
import { conventionByReference } from '../convention.resolver.js';
import { ConventionConnection } from '../convention.type.js';
import {
  type ConventionRowLevel,
  conventionRowKey,
  conventionRowOrder,
  conventionsOfRows,
} from './convention-row.sql.js';
import type { ConventionTableQuestion } from './convention-table.sql.js';
import { ConventionTableRow } from './convention-table.type.js';

interface ListAsked {
  readonly level: ConventionRowLevel;
  readonly page: Page;
}
const lists = batched(
  ({ em }: Context, keys: readonly string[], { level, page }: ListAsked) =>
    conventionsOfRows(em, level, keys, page),
  (): Slice<{ reference: string }> => emptySlice(),
);

/** A row remembers what it was asked, to list what it counts. */
export type AnsweredConventionRow = ConventionTableRow & { readonly question: ConventionTableQuestion };

@Resolver(() => ConventionTableRow)
export class ConventionTableRowResolver {
  @FieldResolver(() => ConventionConnection, {
    description:
      'Les conventions que la ligne compte, avec les mêmes filtres, par référence : leur nombre est « conventions ».',
  })
  async conventionList(
    @Root() { key, dimensions, question }: AnsweredConventionRow,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() context: Context,
  ) {
    const page = readPage(first, after, conventionRowOrder);
    const level = { question, dimensions };
    const slice = await lists(context, conventionRowKey(dimensions, key), { level, page });
    const found = await Promise.all(
      slice.items.map(({ reference }) => conventionByReference(context, reference)),
    );
    const items = found.filter((convention) => convention !== null);
    return connect(context, { ...slice, items }, ({ reference }) => [reference]);
  }
}
