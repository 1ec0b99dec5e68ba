import { ArgsType, Field, Int, ObjectType } from 'type-graphql';
import type { LocalDate } from '../calendar.js';
import { DatePrecision, Theme } from '../convention/convention.rules.js';
import { connectionOf } from '../graphql/page.js';
import { PageArgs } from '../graphql/page-args.js';
import { DateScalar } from '../graphql/scalars.js';
import type { SourceColumns } from '../provenance/source.js';
import './leads/lead.enums.js';
import { LeadKind } from './leads/lead.rules.js';
import './plan.enums.js';
import { ActionStatus, PlanNodeKind } from './plan.rules.js';
import type { PlanNode } from './plan-node.entity.js';

/** A node as the queries return it. */
export interface PlanNodeRow extends PlanNodeType, SourceColumns {
  readonly id: string;
  readonly conventionReference: string;
  readonly parentId: string | null;
  readonly position: number;
}
/** Fields of a node that follow from few columns of its row: plans of which nothing else is asked bring no others. */
export const briefNodeFields: ReadonlySet<string> = new Set([
  ...['__typename', 'code', 'level', 'kind', 'title', 'themes', 'dueOn'],
  ...['convention', 'isOverdue', 'lead', 'parent', 'progress', 'status'],
]);
export interface ProgressEntryRow extends ProgressEntryType, SourceColumns {}

@ObjectType('PlanNode', {
  description:
    'Un nœud du plan d’une convention : enjeu, objectif ou action, dans un arbre aux niveaux libres.',
})
export class PlanNodeType
  implements
    Pick<
      PlanNode,
      'code' | 'level' | 'title' | 'dueWords' | 'indicator' | 'baseline' | 'notes' | 'demonstration'
    >
{
  @Field(() => String, { description: 'Code du nœud dans le fichier de la convention.' })
  readonly code!: string;

  @Field(() => String, { description: 'Nom du niveau dans les mots des auteurs (enjeu, axe, ambition…).' })
  readonly level!: string;

  @Field(() => PlanNodeKind, { description: 'Ce qu’est le nœud.' })
  readonly kind!: PlanNodeKind;

  @Field(() => String, { description: 'Intitulé.' })
  readonly title!: string;

  @Field(() => [Theme], { description: 'Thématiques ; un nœud peut en porter plusieurs.' })
  readonly themes!: Theme[];

  @Field(() => [String], { description: 'Les mêmes, dans les mots de la source.' })
  readonly themeWords!: string[];

  @Field(() => LeadKind, {
    nullable: true,
    description: 'Qui pilote, d’après les mots de « lead » ; vide si le plan ne le dit pas.',
  })
  readonly leadKind!: LeadKind | null;

  @Field(() => DateScalar, { nullable: true, description: 'Échéance ; vide si la source ne la dit pas.' })
  readonly dueOn!: LocalDate | null;

  @Field(() => String, { nullable: true, description: 'Échéance dans les mots de la source.' })
  readonly dueWords!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Ce que suit l’action, dans les mots de la source ; vide si elle ne le dit pas.',
  })
  readonly indicator!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Valeur de cet indicateur avant l’action, dans les mots de la source.',
  })
  readonly baseline!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Remarques du fichier d’origine, dans la langue de ce fichier.',
  })
  readonly notes!: string | null;

  @Field(() => Boolean, { description: 'Vrai pour un nœud de démonstration, inventé.' })
  readonly demonstration!: boolean;
}

@ObjectType('ProgressEntry', {
  description: 'Ce qu’on savait d’une action un jour. Rien n’est jamais écrasé.',
})
export class ProgressEntryType {
  @Field(() => DateScalar, {
    nullable: true,
    description:
      'Jour de l’observation ; vide si la source ne la date pas (elle n’entre alors dans aucun taux).',
  })
  readonly observedOn!: LocalDate | null;

  @Field(() => DatePrecision, { nullable: true, description: 'Précision de ce jour.' })
  readonly observedPrecision!: DatePrecision | null;

  @Field(() => ActionStatus, { description: 'État observé.' })
  readonly status!: ActionStatus;

  @Field(() => String, { nullable: true, description: 'État dans les mots de la source.' })
  readonly statusWords!: string | null;

  @Field(() => String, { nullable: true, description: 'Commentaire.' })
  readonly comment!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Remarques du fichier d’origine, dans la langue de ce fichier.',
  })
  readonly notes!: string | null;

  @Field(() => Boolean, { description: 'Vrai pour une observation de démonstration, inventée.' })
  readonly demonstration!: boolean;
}

@ObjectType({
  description: 'Combien de nœuds de chaque sorte le hub connaît dans un plan.',
})
export class PlanCounts {
  @Field(() => Int, { description: 'Enjeux connus.' })
  readonly priorities!: number;

  @Field(() => Int, { description: 'Objectifs connus.' })
  readonly objectives!: number;

  @Field(() => Int, { description: 'Actions connues.' })
  readonly actions!: number;
}

export const PlanNodeConnection = connectionOf(() => PlanNodeType, 'PlanNode', 'de nœuds de plan');

@ArgsType()
export class PlanNodeListArgs extends PageArgs {
  @Field(() => [PlanNodeKind], {
    nullable: true,
    description: 'Sortes de nœuds ; toutes par défaut (une liste vide est refusée).',
  })
  readonly kinds?: PlanNodeKind[] | null;

  @Field(() => [Theme], {
    nullable: true,
    description: 'Nœuds qui portent au moins une de ces thématiques (une liste vide est refusée).',
  })
  readonly themes?: Theme[] | null;

  @Field(() => [ActionStatus], {
    nullable: true,
    description: 'Actions dans l’un de ces états à la date « on » (une liste vide est refusée).',
  })
  readonly statuses?: ActionStatus[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Vrai : seulement les actions en retard à la date « on » ; faux : seulement les autres nœuds.',
  })
  readonly isOverdue?: boolean | null;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'La date des états ; aujourd’hui (heure de Paris) par défaut.',
  })
  readonly on?: LocalDate | null;
}
