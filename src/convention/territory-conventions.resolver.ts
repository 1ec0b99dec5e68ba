import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { batched, fromArguments } from '../graphql/batched.js';
import type { Context } from '../graphql/context.js';
import { connect, emptySlice, type Page, readPage, type Slice } from '../graphql/page.js';
import { type TerritoryRow, TerritoryType } from '../territory/territory.type.js';
import { ConventionListArgs, conventionFilter } from './convention.input.js';
import { type ConventionFilter, conventionOrder, conventionsOf } from './convention.sql.js';
import { ConventionConnection, type ConventionRow } from './convention.type.js';

const conventions = batched(
  ({ em }: Context, ids: readonly string[], { filter, page }: { filter: ConventionFilter; page: Page }) =>
    conventionsOf(em, ids, filter, page),
  (): Slice<ConventionRow> => emptySlice(),
);

const asked = fromArguments((args: ConventionListArgs) => {
  const page = readPage(args.first, args.after, conventionOrder);
  return { filter: conventionFilter(args), page };
});

/** Adds `conventions` to every territory from outside, so that `territory` never imports `convention`. */
@Resolver(() => TerritoryType)
export class TerritoryConventionsResolver {
  @FieldResolver(() => ConventionConnection, {
    description:
      'Les conventions qui touchent le territoire : par leur périmètre, ou par le territoire que leur source nomme ' +
      'quand elle ne donne pas les communes.',
  })
  async conventions(
    @Root() { id }: TerritoryRow,
    @Args(() => ConventionListArgs) args: ConventionListArgs,
    @Ctx() context: Context,
  ) {
    const slice = await conventions(context, id, asked(args));
    return connect(context, slice, ({ reference }) => [reference]);
  }
}
