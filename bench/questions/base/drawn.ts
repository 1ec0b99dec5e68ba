/**
 * A whole number from 0 to below `below`, as SQL: always the same for a key, and scattered evenly over keys.
 *
 * @param key an expression of type text
 * @param use tells apart numbers drawn for different uses of one key
 */
export const drawn = (key: string, use: number, below: number): string =>
  `abs(hashtextextended(${key}, ${use}) % ${below})::int`;

/** One of several words, in SQL, by a number from 0. */
export const nth = (words: readonly string[], index: string): string =>
  `(array[${words.map((word) => `'${word}'`).join(', ')}])[${index} + 1]`;

/** Words as often as their weights say, for `nth`. */
export const weighted = (weights: Readonly<Record<string, number>>): string[] =>
  Object.entries(weights).flatMap(([word, weight]) => Array.from({ length: weight }, () => word));
