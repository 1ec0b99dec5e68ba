import type { LocalDate } from '../../calendar.js';
import { withForecast } from '../plan-forecast.rules.js';

/** What is compared of the completion of territories. */
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

const causes = {
  [ACTION_RATE]: {
    [NoRate.NOTHING]: 'ses plans en vigueur n’ont aucune action connue du hub',
    [NoRate.UNKNOWN]: 'aucun état de ses actions n’est connu à cette date',
    [NoRate.OUTSIDE]:
      'celles de ses actions dont l’état est connu sont permanentes ou abandonnées, et n’entrent pas dans le taux',
  },
  [OBJECTIVE_RATE]: {
    [NoRate.NOTHING]: 'ses plans en vigueur n’ont aucun objectif connu du hub',
    [NoRate.UNKNOWN]: 'il manque l’état d’actions de ses objectifs, et aucun ne se juge à cette date',
    [NoRate.OUTSIDE]: 'aucun de ses objectifs n’a d’action qui permette d’en juger',
  },
} as const;

/** In French: why a territory has no rate. @param cause null when no plan in force touches it */
export function whyNoRate(measure: CompletionPeerMeasure, cause: NoRate | null, isOfThemes: boolean): string {
  const none = 'Ses pairs ont un taux et lui non :';
  if (cause === null)
    return `${none} aucune convention que le hub sache en vigueur ne le touche à cette date.`;
  return `${none} ${causes[measure][cause]}${isOfThemes ? ', dans ces thématiques' : ''}.`;
}

/** A hint of a comparison, and that its rates are foreseen where they are. @param peers how many have one: of none, nothing is foreseen */
export const hintOfDay = (hint: string | null, peers: number, on: LocalDate): string | null =>
  peers === 0 ? hint : withForecast(hint, on);
