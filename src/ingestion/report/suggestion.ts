import { distance } from 'fastest-levenshtein';
import { foldName } from '../../territory/territory.rules.js';

/**
 * The candidate that a misspelt word is nearest to, as it is written; null when none is near enough to be proposed.
 * A third of the letters may differ, and one always may.
 */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const folded = foldName(word);
  // A word as long as a page is not a slip of the pen, and measuring it would cost a second.
  if (folded === '' || folded.length > 80) return null;
  const tolerance = Math.max(1, Math.floor(folded.length / 3));
  let best: string | null = null;
  let bestDistance = tolerance + 1;
  for (const candidate of candidates) {
    const length = distance(folded, foldName(candidate));
    if (length < bestDistance) {
      best = candidate;
      bestDistance = length;
    }
  }
  return best;
}
