import type { LocalDate } from '../calendar.js';

/** What a node of a plan is, whatever its authors call its level. */
export enum PlanNodeKind {
  PRIORITY = 'PRIORITY',
  OBJECTIVE = 'OBJECTIVE',
  ACTION = 'ACTION',
}

/** How far an action is, as observed on a day. */
export enum ActionStatus {
  NOT_STARTED = 'NOT_STARTED',
  PLANNED = 'PLANNED',
  IN_PROGRESS = 'IN_PROGRESS',
  COMPLETED = 'COMPLETED',
  ONGOING_PERMANENT = 'ONGOING_PERMANENT',
  POSTPONED = 'POSTPONED',
  ABANDONED = 'ABANDONED',
  UNKNOWN = 'UNKNOWN',
}

const levelWords: Readonly<Record<string, PlanNodeKind>> = {
  enjeu: PlanNodeKind.PRIORITY,
  axe: PlanNodeKind.PRIORITY,
  'axe strategique': PlanNodeKind.PRIORITY,
  ambition: PlanNodeKind.PRIORITY,
  theme: PlanNodeKind.PRIORITY,
  priorite: PlanNodeKind.PRIORITY,
  orientation: PlanNodeKind.PRIORITY,
  objectif: PlanNodeKind.OBJECTIVE,
  'objectif strategique': PlanNodeKind.OBJECTIVE,
  'objectif operationnel': PlanNodeKind.OBJECTIVE,
  action: PlanNodeKind.ACTION,
  'fiche action': PlanNodeKind.ACTION,
};

/** Kind of a level from its label, already folded; null when the label is not one of those met so far. */
export const planNodeKindOf = (foldedLevel: string): PlanNodeKind | null => levelWords[foldedLevel] ?? null;

const statusWords: Readonly<Record<string, ActionStatus>> = {
  'non engage': ActionStatus.NOT_STARTED,
  'non engagee': ActionStatus.NOT_STARTED,
  'non demarre': ActionStatus.NOT_STARTED,
  'a engager': ActionStatus.PLANNED,
  programme: ActionStatus.PLANNED,
  programmee: ActionStatus.PLANNED,
  'en cours': ActionStatus.IN_PROGRESS,
  realise: ActionStatus.COMPLETED,
  realisee: ActionStatus.COMPLETED,
  termine: ActionStatus.COMPLETED,
  terminee: ActionStatus.COMPLETED,
  recurrent: ActionStatus.ONGOING_PERMANENT,
  permanent: ActionStatus.ONGOING_PERMANENT,
  permanente: ActionStatus.ONGOING_PERMANENT,
  reporte: ActionStatus.POSTPONED,
  reportee: ActionStatus.POSTPONED,
  abandonne: ActionStatus.ABANDONED,
  abandonnee: ActionStatus.ABANDONED,
  inconnu: ActionStatus.UNKNOWN,
};

/** Status for a source's words, already folded; null when they are not a status ("projet", "priorité"). */
export const actionStatusOf = (foldedWords: string): ActionStatus | null => statusWords[foldedWords] ?? null;

/** States in which a due date no longer matters: the action is over, or was never meant to end. */
export const closedStatuses: readonly ActionStatus[] = [
  ActionStatus.COMPLETED,
  ActionStatus.ABANDONED,
  ActionStatus.ONGOING_PERMANENT,
];

/** Is an action late on a day? Always derived, never stored: it changes with the day alone. */
export const isOverdue = (status: ActionStatus, dueOn: LocalDate, on: LocalDate): boolean =>
  dueOn < on && !closedStatuses.includes(status);

/** Counts of actions by their last known status. */
export interface ActionCounts {
  readonly actions: number;
  readonly unknown: number;
  readonly permanent: number;
  readonly abandoned: number;
}

/** Actions that a completion rate is of: those whose end is known to be wanted, reached or not. */
export const ratedActions = ({ actions, unknown, permanent, abandoned }: ActionCounts): number =>
  actions - unknown - permanent - abandoned;
