import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { batched } from '../../graphql/batched.js';
import { spend } from '../../graphql/budget.js';
import type { Context } from '../../graphql/context.js';
import { connect, emptySlice, type Page, readPage, type Slice } from '../../graphql/page.js';
import { PageArgs } from '../../graphql/page-args.js';
import { BatchType } from '../../provenance/batch.type.js';
import { changesOf, countChanges, type RecordChange } from './changes.js';
import { RecordChangeConnection } from './changes.type.js';

const order = {
  list: 'changes',
  keys: [
    { column: 'table', type: 'text' },
    { column: 'key', type: 'text' },
  ],
} as const;

/** Each batch is compared by itself: an answer pays for it, so that it cannot ask for a thousand. */
const priceOfOne = 500;

const changes = batched(
  async (context: Context, revisions: readonly number[], page: Page) => {
    const slices = new Map<number, Slice<RecordChange>>();
    for (const revision of revisions) {
      spend(context, priceOfOne);
      slices.set(revision, await changesSlice(context, revision, page));
    }
    return slices;
  },
  () => emptySlice<RecordChange>(),
);

async function changesSlice(
  { em }: Context,
  revision: number,
  { first, after }: Page,
): Promise<Slice<RecordChange>> {
  const [table = '', key = ''] = after ?? [];
  const from = after === null ? null : { table, key };
  const found = await changesOf(em, revision, { first: first + 1, after: from });
  return {
    items: found.slice(0, first),
    totalCount: await countChanges(em, revision),
    hasNextPage: found.length > first,
    hasPreviousPage: after !== null,
    list: order.list,
  };
}

@Resolver(() => BatchType)
export class BatchChangesResolver {
  @FieldResolver(() => RecordChangeConnection, {
    description:
      'Les enregistrements que le chargement a créés, modifiés ou supprimés, avant et après. Vide une fois annulé.',
  })
  async changes(
    @Root() { revision }: BatchType,
    @Args(() => PageArgs) { first, after }: PageArgs,
    @Ctx() context: Context,
  ) {
    const slice = await changes(context, revision, readPage(first, after, order));
    return connect(context, slice, ({ table, key }) => [table, key]);
  }
}
