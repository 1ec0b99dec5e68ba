import type { LocalDate } from '../../calendar.js';
import { ConventionState } from '../../convention/convention.rules.js';
import { withForecast } from '../plan-forecast.rules.js';

/** What is compared of the completion of territories, and of conventions. */
export enum CompletionPeerMeasure {
  ACTION_RATE = 'ACTION_RATE',
  OBJECTIVE_RATE = 'OBJECTIVE_RATE',
}

/** Why plans in force have no rate. */
export enum NoRate {
  /** Nothing of what is asked is in them. */
  NOTHING = 'NOTHING',
  /** What is in them is in no known state, or in one that nothing is judged by. */
  UNKNOWN = 'UNKNOWN',
  /** All that is known of is outside the rate: permanent or abandoned actions, objectives without an action. */
  OUTSIDE = 'OUTSIDE',
}

const { ACTION_RATE, OBJECTIVE_RATE } = CompletionPeerMeasure;

/** Of whom a rate is: a territory, by all the plans that touch it, or a convention, by its own. */
export type RateOf = 'territory' | 'convention';

const owner = { territory: 'ses plans en vigueur n’ont', convention: 'son plan n’a' } as const;

const causes = {
  [ACTION_RATE]: {
    [NoRate.NOTHING]: (of: RateOf) => `${owner[of]} aucune action connue du hub`,
    [NoRate.UNKNOWN]: () => 'aucun état de ses actions n’est connu à cette date',
    [NoRate.OUTSIDE]: () =>
      'celles de ses actions dont l’état est connu sont permanentes ou abandonnées, et n’entrent pas dans le taux',
  },
  [OBJECTIVE_RATE]: {
    [NoRate.NOTHING]: (of: RateOf) => `${owner[of]} aucun objectif connu du hub`,
    [NoRate.UNKNOWN]: () => 'il manque l’état d’actions de ses objectifs, et aucun ne se juge à cette date',
    [NoRate.OUTSIDE]: () => 'aucun de ses objectifs n’a d’action qui permette d’en juger',
  },
} as const;

/** In French: why one has no rate. @param cause null when no plan in force touches it */
export function whyNoRate(
  of: RateOf,
  {
    measure,
    cause,
    isOfThemes,
  }: {
    readonly measure: CompletionPeerMeasure;
    readonly cause: NoRate | null;
    readonly isOfThemes: boolean;
  },
): string {
  const none = `Ses pairs ont un taux et ${of === 'convention' ? 'elle' : 'lui'} non :`;
  if (cause === null)
    return `${none} aucune convention que le hub sache en vigueur ne le touche à cette date.`;
  return `${none} ${causes[measure][cause](of)}${isOfThemes ? ', dans ces thématiques' : ''}.`;
}

/** Why a convention is compared with nobody: where it stands by its period, or that its size is not known. */
export type NotCompared =
  | Exclude<ConventionState, ConventionState.IN_FORCE | ConventionState.NOT_SIGNED>
  | 'PERIMETER'
  | 'NO_COMMUNE';

const own = '. « completion » donne son propre avancement.';
const whyAlone: Readonly<Record<NotCompared, string>> = {
  [ConventionState.NOT_STARTED]: `la convention n’a pas commencé à cette date${own}`,
  [ConventionState.ENDED]: `la convention est terminée à cette date${own}`,
  [ConventionState.UNDETERMINED]: `le hub ne sait pas si la convention est en vigueur à cette date${own}`,
  NO_COMMUNE:
    'le hub ne connaît aucune commune de son périmètre à cette date : « sameBand: false » s’en passe.',
  PERIMETER:
    'ses communes ne sont pas toutes connues, et sa taille non plus : « sameBand: false » s’en passe.',
};

/** In French: why a convention is compared with nobody; null where something else is the cause, or nothing. */
export const whyNotCompared = (cause: NotCompared | null): string | null =>
  cause === null ? null : `Sans pair ici : ${whyAlone[cause]}`;

/** A hint of a comparison, and that its rates are foreseen where they are. @param hasRate has it one, or a peer: of nothing, nothing is foreseen */
export const hintOfDay = (hint: string | null, hasRate: boolean, on: LocalDate): string | null =>
  hasRate ? withForecast(hint, on) : hint;
