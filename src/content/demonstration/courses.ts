import type { ConventionStory } from './cast/story.js';
import { yearsOf } from './perimeters.js';
import type { Dice } from './random.js';

/** Half-years are counted from the first follow-up day: 0 is 30 June 2024, 1 is 31 December 2024, -1 the one before. */
export type HalfYear = number;

export const lastDayOf = (half: HalfYear): string =>
  `${2024 + Math.floor(half / 2)}-${half % 2 === 0 ? '06-30' : '12-31'}`;

/** How an action goes, known in advance to whoever invents it. */
export interface Course {
  readonly begins: HalfYear;
  readonly ends: HalfYear;
  readonly fate: Fate;
}

type Fate = 'COMPLETED' | 'PERMANENT' | 'POSTPONED' | 'ABANDONED' | 'UNCLEAR';

const fates: readonly Fate[] = [
  ...Array<Fate>(78).fill('COMPLETED'),
  ...Array<Fate>(9).fill('PERMANENT'),
  ...Array<Fate>(7).fill('POSTPONED'),
  ...Array<Fate>(4).fill('ABANDONED'),
  ...Array<Fate>(2).fill('UNCLEAR'),
];

/** When the actions of an objective begin: those of one objective go together, so that some objectives are reached. */
export function beginningOf(story: ConventionStory, dice: Dice): HalfYear {
  const [from, to] = yearsOf(story) ?? [2024, 2028];
  const start = (from - 2024) * 2;
  return start + dice.integer(0, to - from);
}

export function courseFrom(beginning: HalfYear, dice: Dice): Course {
  const begins = beginning + dice.integer(0, 1);
  return { begins, ends: begins + dice.integer(1, 3), fate: dice.pick(fates) };
}

/** The planned end as a plan would write it: a day, a month or a year. Some actions end after it: they are late. */
export function dueOf({ begins, ends }: Course, dice: Dice): string {
  const day = lastDayOf(Math.max(ends - dice.pick([0, 0, 0, 0, 1, 1, 2, 3]), begins));
  const width = dice.pick(['day', 'day', 'day', 'month', 'year'] as const);
  return { day, month: day.slice(0, 7), year: day.slice(0, 4) }[width];
}

/** The words of a follow-up for an action; null once it is over: nobody reports on it again. */
export function statusOn(half: HalfYear, { begins, ends, fate }: Course): string | null {
  if (half < begins - 1) return 'non engagée';
  if (half < begins) return 'programmée';
  if (fate === 'PERMANENT') return 'permanente';
  if (fate === 'POSTPONED' && half <= begins + 1) return 'reportée';
  if (half < ends) return 'en cours';
  if (fate === 'UNCLEAR') return 'inconnu';
  // The last report is the first one after the end, which for a postponed action cannot come before its own start.
  const over = Math.max(ends, 0, fate === 'POSTPONED' ? begins + 2 : ends);
  if (half > over) return null;
  return fate === 'ABANDONED' ? 'abandonnée' : 'réalisée';
}
