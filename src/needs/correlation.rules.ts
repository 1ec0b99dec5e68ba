/** Two numbers of one thing. */
export interface Pair {
  readonly x: number;
  readonly y: number;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Linear correlation, from -1 to 1; null of fewer than two pairs, or when either number never varies. */
export function pearson(pairs: readonly Pair[]): number | null {
  if (pairs.length < 2) return null;
  const [middleX, middleY] = [mean(pairs.map(({ x }) => x)), mean(pairs.map(({ y }) => y))];
  let [together, alone, other] = [0, 0, 0];
  for (const { x, y } of pairs) {
    together += (x - middleX) * (y - middleY);
    alone += (x - middleX) ** 2;
    other += (y - middleY) ** 2;
  }
  const spread = Math.sqrt(alone * other);
  // Rounding may push a perfect line a hair beyond one.
  return spread === 0 ? null : Math.max(-1, Math.min(1, together / spread));
}

/** Rank of each value, 1 for the largest; equal values share the mean of their ranks. */
export function ranksOf(values: readonly number[]): number[] {
  const sorted = [...values].sort((one, other) => other - one);
  return values.map((value) => {
    const first = sorted.indexOf(value) + 1;
    const last = sorted.lastIndexOf(value) + 1;
    return (first + last) / 2;
  });
}

/** Correlation of ranks: whether the order is the same, however far apart the numbers are. */
export function spearman(pairs: readonly Pair[]): number | null {
  const [xs, ys] = [ranksOf(pairs.map(({ x }) => x)), ranksOf(pairs.map(({ y }) => y))];
  return pearson(pairs.map((_, at) => ({ x: xs[at] as number, y: ys[at] as number })));
}
