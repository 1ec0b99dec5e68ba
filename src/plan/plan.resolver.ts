import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Resolver, Root } from 'type-graphql';
import type { LocalDate } from '../calendar.js';
import { conventionByReference } from '../convention/convention.resolver.js';
import { type ConventionRow, ConventionType } from '../convention/convention.type.js';
import { batched, fromArguments } from '../graphql/batched.js';
import type { Context } from '../graphql/context.js';
import { readList } from '../graphql/list.js';
import { connect, emptySlice, type ListOrder, type Page, readPage, type Slice } from '../graphql/page.js';
import { PageArgs } from '../graphql/page-args.js';
import { DateScalar } from '../graphql/scalars.js';
import { argumentsOf, asksOnly, isSelected } from '../graphql/selection.js';
import { dateOrToday } from '../graphql/series.rules.js';
import { Source } from '../provenance/provenance.type.js';
import { sourceOf } from '../provenance/source.js';
import { leadsOf } from './leads/node-lead.sql.js';
import { ActionStatus, isOverdue, PlanNodeKind } from './plan.rules.js';
import {
  childOrder,
  nodeOrder,
  type PlanNodeFilter,
  planChildrenOf,
  planCountsOf,
  planNodesById,
  planNodesOf,
  planRootsOf,
  progressOf,
  rootOrder,
  statusesOf,
  type WholeAsked,
} from './plan.sql.js';
import {
  briefNodeFields,
  PlanCounts,
  PlanNodeConnection,
  PlanNodeListArgs,
  type PlanNodeRow,
  PlanNodeType,
  type ProgressEntryRow,
  ProgressEntryType,
} from './plan.type.js';
import { planFacts } from './plan-facts.rules.js';
import { belowInWhole, leadInWhole, statusInWhole, topOfWhole } from './whole-plans.js';

type Keys = readonly string[];
const noNodes = (): Slice<PlanNodeRow> => emptySlice();
const nodes = batched(
  ({ em }: Context, ids: Keys) => planNodesById(em, ids),
  () => null,
);
const roots = batched(
  ({ em }: Context, references: Keys, page: Page) => planRootsOf(em, references, page),
  noNodes,
);
const children = batched(({ em }: Context, ids: Keys, page: Page) => planChildrenOf(em, ids, page), noNodes);
const flat = batched(
  ({ em }: Context, references: Keys, { filter, page }: { filter: PlanNodeFilter; page: Page }) =>
    planNodesOf(em, references, filter, page),
  noNodes,
);
const counts = batched(
  ({ em }: Context, references: Keys) => planCountsOf(em, references),
  (): PlanCounts => ({ priorities: 0, objectives: 0, actions: 0 }),
);
const statuses = batched(
  ({ em }: Context, ids: Keys, { on }: { on: LocalDate }) => statusesOf(em, ids, on),
  () => ActionStatus.UNKNOWN,
);
/** Of an action. */
const statusOf = (context: Context, node: PlanNodeRow, on: LocalDate) =>
  statusInWhole(node, on) ?? statuses(context, node.id, { on });
const progress = batched(
  ({ em }: Context, ids: Keys) => progressOf(em, ids),
  (): ProgressEntryRow[] => [],
);

const leads = batched(
  ({ em }: Context, ids: Keys) => leadsOf(em, ids),
  (): string | null => null,
);

const dated = ['status', 'isOverdue'];

/** What is asked of a plan that is read whole. */
function wholeAsked(info: GraphQLResolveInfo): WholeAsked {
  const days = dated.flatMap((name) => argumentsOf(info, 'PlanNode', name));
  const [day, ...others] = new Set(days.map(({ on }) => dateOrToday(on as LocalDate | null | undefined)));
  return {
    isBrief: asksOnly(info, briefNodeFields, 'children'),
    statusOn: others.length === 0 ? (day ?? null) : null,
    hasLeads: isSelected(info, 'lead'),
  };
}

const cursorOf = ({ position, id }: PlanNodeRow) => [String(position), id];
const childPage = fromArguments(({ first, after }: PageArgs) => readPage(first, after, childOrder));
const pageOf = ({ first, after }: PageArgs, order: ListOrder) => readPage(first, after, order);

@Resolver(() => ConventionType)
export class ConventionPlanResolver {
  @FieldResolver(() => PlanNodeConnection, {
    description:
      'Le haut du plan, dans l’ordre du fichier ; « children » descend d’un niveau. ' +
      'Un nœud dont la source ne dit pas le parent est ici.',
  })
  async plan(
    @Root() { reference }: ConventionRow,
    @Args(() => PageArgs) args: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ) {
    const page = pageOf(args, rootOrder);
    const goesDown = page.after === null && isSelected(info, 'children');
    const top = goesDown ? await topOfWhole(context, reference, page, wholeAsked(info), rootOrder) : null;
    return connect(context, top ?? (await roots(context, reference, page)), cursorOf);
  }

  @FieldResolver(() => PlanNodeConnection, {
    description: 'Tous les nœuds du plan, à plat, dans l’ordre du fichier.',
  })
  async planNodes(
    @Root() { reference }: ConventionRow,
    @Args(() => PlanNodeListArgs) args: PlanNodeListArgs,
    @Ctx() context: Context,
  ) {
    const filter: PlanNodeFilter = {
      kinds: readList('kinds', args.kinds),
      themes: readList('themes', args.themes),
      statuses: readList('statuses', args.statuses),
      isOverdue: args.isOverdue ?? null,
      on: dateOrToday(args.on),
    };
    return connect(
      context,
      await flat(context, reference, { filter, page: pageOf(args, nodeOrder) }),
      cursorOf,
    );
  }

  @FieldResolver(() => PlanCounts, {
    description: planFacts.known.definition,
  })
  known(@Root() { reference }: ConventionRow, @Ctx() context: Context) {
    return counts(context, reference, {});
  }
}

const dateArgument = { nullable: true, description: 'La date ; aujourd’hui (heure de Paris) par défaut.' };

@Resolver(() => PlanNodeType)
export class PlanNodeResolver {
  @FieldResolver(() => PlanNodeConnection, {
    description: 'Les nœuds du niveau en dessous, dans l’ordre du fichier.',
  })
  async children(@Root() node: PlanNodeRow, @Args(() => PageArgs) args: PageArgs, @Ctx() context: Context) {
    const page = childPage(args);
    const below = belowInWhole(node, page, childOrder) ?? (await children(context, node.id, page));
    return connect(context, below, cursorOf);
  }

  @FieldResolver(() => PlanNodeType, {
    nullable: true,
    description: 'Le nœud au-dessus ; vide en haut du plan.',
  })
  parent(@Root() { parentId }: PlanNodeRow, @Ctx() context: Context) {
    return parentId === null ? null : nodes(context, parentId, {});
  }

  @FieldResolver(() => ConventionType, { description: 'La convention dont c’est le plan.' })
  convention(@Root() { conventionReference }: PlanNodeRow, @Ctx() context: Context) {
    return conventionByReference(context, conventionReference);
  }

  @FieldResolver(() => ActionStatus, {
    nullable: true,
    description:
      'État de l’action à une date : la dernière observation datée d’ici là. Vide si ce n’est pas une action.',
  })
  status(
    @Root() node: PlanNodeRow,
    @Arg('on', () => DateScalar, dateArgument) on: LocalDate | null,
    @Ctx() context: Context,
  ) {
    return node.kind === PlanNodeKind.ACTION ? statusOf(context, node, dateOrToday(on)) : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Pilote ; vide si la source ne le dit pas, ou si le temps de le garder est passé : « leadKind » dit alors encore de quel genre il était.',
  })
  lead(@Root() node: PlanNodeRow, @Ctx() context: Context): Promise<string | null> | string | null {
    const known = leadInWhole(node);
    return known === undefined ? leads(context, node.id, {}) : known;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'Vrai si l’échéance est passée à cette date sans que l’action soit réalisée, abandonnée ou permanente. ' +
      'Vide sans échéance connue.',
  })
  async isOverdue(
    @Root() node: PlanNodeRow,
    @Arg('on', () => DateScalar, dateArgument) on: LocalDate | null,
    @Ctx() context: Context,
  ) {
    const { kind, dueOn } = node;
    if (kind !== PlanNodeKind.ACTION || dueOn === null) return null;
    const date = dateOrToday(on);
    return isOverdue(await statusOf(context, node, date), dueOn, date);
  }

  @FieldResolver(() => [ProgressEntryType], {
    description: 'Toutes les observations, de la plus ancienne à la plus récente.',
  })
  progress(@Root() { id }: PlanNodeRow, @Ctx() context: Context) {
    return progress(context, id, {});
  }

  @FieldResolver(() => Source, { description: 'D’où vient le nœud.' })
  source(@Root() node: PlanNodeRow, @Ctx() context: Context) {
    return sourceOf(context, node);
  }
}

@Resolver(() => ProgressEntryType)
export class ProgressEntryResolver {
  @FieldResolver(() => Source, { description: 'D’où vient l’observation.' })
  source(@Root() entry: ProgressEntryRow, @Ctx() context: Context) {
    return sourceOf(context, entry);
  }
}
