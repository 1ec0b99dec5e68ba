import { type LocalDate, today } from '../calendar.js';

/** Is a day after today's? What is told of plans on it is foreseen, not observed. */
export const isToCome = (on: LocalDate): boolean => on > today();

const forecast =
  'Date à venir : derniers états connus, échéances projetées. Une action n’est en retard que si rien n’est fait d’ici là.';

/** A hint, and that the figures of its day are foreseen where they are. */
export function withForecast(hint: string | null, on: LocalDate): string | null {
  if (!isToCome(on)) return hint;
  return hint === null ? forecast : `${hint} ${forecast}`;
}
