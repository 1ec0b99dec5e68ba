import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { HubError } from '../../errors.js';
import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import { readList } from '../../graphql/list.js';
import { connect, emptySlice, type Page, readPage, type Slice } from '../../graphql/page.js';
import { Passport } from '../../provenance/provenance.type.js';
import { basisPassport } from '../completion.resolver.js';
import { PlanNodeKind } from '../plan.rules.js';
import { PlanNodeConnection, type PlanNodeRow } from '../plan.type.js';
import { plansPassport } from '../plans-passport.js';
import { basesOfRows, nodesOfRows, type RowBasis, rowNodeOrder } from './completion-row.sql.js';
import { type RowLevel, rowKey } from './completion-row-keys.sql.js';
import { RowNodesArgs } from './completion-table.input.js';
import { CompletionDimension, isPlaced, maximumListed } from './completion-table.rules.js';
import { CompletionTableRow } from './completion-table.type.js';
import { isNarrowed } from './completion-table-filter.sql.js';
import type { AnsweredRow } from './completion-table-row.js';

const { THEME, STATUS } = CompletionDimension;

interface NodesAsked {
  readonly level: RowLevel;
  readonly kinds: readonly PlanNodeKind[];
  readonly page: Page;
}
const nodes = batched(
  ({ em }: Context, keys: readonly string[], { level, kinds, page }: NodesAsked) =>
    nodesOfRows(em, level, keys, kinds, page),
  (): Slice<PlanNodeRow> => emptySlice(),
);
const bases = batched(
  ({ em }: Context, keys: readonly string[], level: RowLevel) => basesOfRows(em, level, keys),
  (key): RowBasis => {
    throw new Error(`No basis for ${key}`);
  },
);
const measured = [PlanNodeKind.OBJECTIVE, PlanNodeKind.ACTION];

/** What a row rests on: what is kept of its territory, or convention, where it is all of it. */
export async function rowPassport(
  context: Context,
  { counted, dimensions, question }: AnsweredRow,
): Promise<Passport> {
  const { convention, placeId, placeKind, date: on } = counted;
  if (convention !== null) return plansPassport(context, convention, { scope: 'convention', on });
  if (!isNarrowed(question) && isPlaced(dimensions, placeKind))
    return plansPassport(context, placeId, { scope: 'territory', on });
  // Rows of one place that differ by theme or status alone rest on the same.
  const basis = await bases(context, rowKey({ ...counted, theme: null, status: null }), {
    question,
    dimensions: dimensions.filter((each) => each !== THEME && each !== STATUS),
  });
  return basisPassport(context, { scope: 'territory', id: placeId, on }, basis);
}

@Resolver(() => CompletionTableRow)
export class CompletionTableRowResolver {
  @FieldResolver(() => Passport, {
    description:
      'Sur quoi la ligne repose : les plans entiers de son territoire, ou de sa convention, à sa date, quels que soient les thématiques et ' +
      'les états. D’une strate ou d’une échelle, et pour les conventions qui ne touchent aucun des territoires demandés : les plans de ' +
      'ces conventions seules, et les communes de la strate. Sous « territories » ou « populationBands » : les plans des ' +
      'conventions qui touchent une commune gardée, et ces communes. Sous « conventions » ou « scales » : les plans de celles-là seules, et ' +
      'toutes les communes du territoire.',
  })
  passport(@Root() row: AnsweredRow, @Ctx() context: Context): Promise<Passport> {
    return rowPassport(context, row);
  }

  @FieldResolver(() => PlanNodeConnection, {
    description:
      'Les objectifs et les actions que la ligne compte, avec les mêmes filtres, par convention puis dans l’ordre du plan : le nombre ' +
      'd’actions est « actionCount ». Au plus 3 000 conventions : au-delà, demandez une ligne plus petite.',
  })
  async planNodes(
    @Root() { counted, dimensions, question }: AnsweredRow,
    @Args(() => RowNodesArgs) { kinds, first, after }: RowNodesArgs,
    @Ctx() context: Context,
  ) {
    const page = readPage(first, after, rowNodeOrder);
    const asked = readList('kinds', kinds) ?? measured;
    if (counted.conventions > maximumListed) {
      throw new HubError('TOO_MANY_PLANS', { plans: counted.conventions, maximum: maximumListed });
    }
    const level = { question, dimensions };
    const slice = await nodes(context, rowKey(counted), { level, kinds: asked, page });
    return connect(context, slice, ({ conventionReference, position, id }) => [
      conventionReference,
      String(position),
      id,
    ]);
  }
}
