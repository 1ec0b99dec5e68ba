import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import { batched, fromArguments } from '../graphql/batched.js';
import type { Context } from '../graphql/context.js';
import { connect, emptySlice, type Page, readPage, type Slice } from '../graphql/page.js';
import { asksOnly } from '../graphql/selection.js';
import { type TerritoryRow, TerritoryType } from '../territory/territory.type.js';
import { ConventionListArgs, conventionFilter } from './convention.input.js';
import { type ConventionFilter, conventionOrder, conventionsOf } from './convention.sql.js';
import { briefConventionFields, ConventionConnection, type ConventionRow } from './convention.type.js';

const conventions = batched(
  (
    { em }: Context,
    ids: readonly string[],
    asked: { readonly filter: ConventionFilter; readonly page: Page; readonly isBrief: boolean },
  ) => conventionsOf(em, ids, asked),
  (): Slice<ConventionRow> => emptySlice(),
);

const askedOf = fromArguments((args: ConventionListArgs, info: GraphQLResolveInfo) => ({
  filter: conventionFilter(args),
  page: readPage(args.first, args.after, conventionOrder),
  isBrief: asksOnly(info, briefConventionFields),
}));

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
    @Info() info: GraphQLResolveInfo,
  ) {
    const slice = await conventions(context, id, askedOf(args, info));
    return connect(context, slice, ({ reference }) => [reference]);
  }
}
