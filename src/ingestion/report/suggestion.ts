import { distance } from 'fastest-levenshtein';
import { foldName } from '../../territory/territory.rules.js';

/**
 * The candidate that a misspelt word is nearest to, as it is written; null when none is near enough to be proposed.
 *
 * @param share of the letters that may differ; one always may
 */
export function nearest(word: string, candidates: readonly string[], share = 1 / 3): string | null {
  const folded = foldName(word);
  // A word as long as a page is not a slip of the pen, and measuring it would cost a second.
  if (folded === '' || folded.length > 80) return null;
  const tolerance = Math.max(1, Math.floor(folded.length * share));
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

/** The same for codes and references, which differ by a digit: of several that are as near, none is proposed. */
export function nearestCode(word: string, candidates: readonly string[]): string | null {
  const best = nearest(word, candidates);
  if (best === null) return null;
  const others = candidates.filter((candidate) => foldName(candidate) !== foldName(best));
  const next = nearest(word, others);
  const far = (candidate: string) => distance(foldName(word), foldName(candidate));
  return next !== null && far(next) === far(best) ? null : best;
}
