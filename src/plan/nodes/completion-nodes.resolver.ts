import { Args, ArgsType, Ctx, Field, FieldResolver, Resolver, Root } from 'type-graphql';
import { batched } from '../../graphql/batched.js';
import type { Context } from '../../graphql/context.js';
import { readList } from '../../graphql/list.js';
import { connect, emptySlice, type Page, readPage, type Slice } from '../../graphql/page.js';
import { PageArgs } from '../../graphql/page-args.js';
import type { CompletionAnswer } from '../completion.resolver.js';
import type { CompletionQuestion } from '../completion.sql.js';
import { Completion } from '../completion.type.js';
import '../plan.enums.js';
import { ActionStatus, PlanNodeKind } from '../plan.rules.js';
import type { PlanNodeFilter } from '../plan.sql.js';
import { PlanNodeConnection, type PlanNodeRow } from '../plan.type.js';
import { completionNodeOrder, completionNodesOf } from './completion-nodes.sql.js';

@ArgsType()
class CompletionNodesArgs extends PageArgs {
  @Field(() => [PlanNodeKind], {
    nullable: true,
    description: 'OBJECTIVE ou ACTION ; les deux par défaut (une liste vide est refusée).',
  })
  readonly kinds?: PlanNodeKind[] | null;

  @Field(() => [ActionStatus], {
    nullable: true,
    description: 'Actions dans l’un de ces états à la date de la mesure (une liste vide est refusée).',
  })
  readonly statuses?: ActionStatus[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Vrai : seulement les actions en retard à la date de la mesure ; faux : seulement les autres nœuds.',
  })
  readonly isOverdue?: boolean | null;
}

interface NodesAsked {
  readonly question: CompletionQuestion;
  readonly filter: Pick<PlanNodeFilter, 'kinds' | 'statuses' | 'isOverdue'>;
  readonly page: Page;
}
const nodes = batched(
  ({ em }: Context, ids: readonly string[], { question, filter, page }: NodesAsked) =>
    completionNodesOf(em, ids, question, filter, page),
  (): Slice<PlanNodeRow> => emptySlice(),
);

@Resolver(() => Completion)
export class CompletionNodesResolver {
  @FieldResolver(() => PlanNodeConnection, {
    description:
      'Les objectifs et les actions que la mesure compte, des mêmes plans et des mêmes thématiques, par convention puis dans l’ordre du ' +
      'plan. Au plus 3 000 conventions : au-delà, demandez un territoire plus petit.',
  })
  async planNodes(
    @Root() { id, question }: CompletionAnswer,
    @Args(() => CompletionNodesArgs) { kinds, statuses, isOverdue, first, after }: CompletionNodesArgs,
    @Ctx() context: Context,
  ) {
    const page = readPage(first, after, completionNodeOrder);
    const filter = {
      kinds: readList('kinds', kinds),
      statuses: readList('statuses', statuses),
      isOverdue: isOverdue ?? null,
    };
    const slice = await nodes(context, id, { question, filter, page });
    return connect(context, slice, ({ conventionReference, position, id }) => [
      conventionReference,
      String(position),
      id,
    ]);
  }
}
