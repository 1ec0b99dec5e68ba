import { Dice } from './random.js';

/** What an action is followed by; a plan often names it and does not measure it. */
export interface FollowedBy {
  readonly indicator: string;
  readonly baseline: string | null;
}

const indicators = [
  'nombre de familles accompagnées',
  'nombre d’enfants accueillis',
  'nombre de jeunes touchés',
  'nombre de rencontres tenues dans l’année',
  'part des communes engagées',
] as const;

/** Drawn from a seed of its own, so that it changes nothing of the action itself. */
export function followedBy(reference: string, code: string): FollowedBy | null {
  const dice = new Dice('indicator', reference, code);
  if (dice.chance(0.3)) return null;
  const indicator = dice.pick(indicators);
  return { indicator, baseline: dice.chance(0.55) ? String(dice.integer(0, 40)) : null };
}
