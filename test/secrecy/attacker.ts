/** What somebody knows: which unknowns add up to a figure, each so many times. Unknowns are numbered from 0. */
export type Figure = ReadonlyMap<number, number>;

/** Their squares are exact numbers. Another answer than over fractions would take a minor that both of them divide. */
const primes = [67_108_859, 67_108_837] as const;

/**
 * Plays whoever knows some figures and wants others: solves all that is known for what is wanted, by elimination.
 *
 * @returns which of the wanted figures follow
 */
export function recovered<K>(known: readonly Figure[], wanted: ReadonlyMap<K, Figure>): K[] {
  const width = 1 + Math.max(0, ...[...known, ...wanted.values()].flatMap((figure) => [...figure.keys()]));
  const bases = primes.map((prime) => new Base(known, width, prime));
  return [...wanted].filter(([, figure]) => bases.some((base) => base.tells(figure))).map(([key]) => key);
}

/** What a rate divides, and by what. */
export interface RateOf {
  readonly counted: Figure;
  readonly among: Figure;
}

/** Adds to what is known what rates tell, unrounded: whoever finds one of the two numbers of a rate multiplies or divides, and has the other. */
export function withRates(known: readonly Figure[], rates: readonly RateOf[]): Figure[] {
  const all = [...known];
  for (let left = rates, before = -1; left.length !== before; ) {
    before = left.length;
    left = left.filter(({ counted, among }) => {
      const sides = new Map([
        [among, counted],
        [counted, among],
      ]);
      const [found] = recovered(all, new Map([...sides].map(([side]) => [side, side])));
      if (found) all.push(sides.get(found) as Figure);
      return !found;
    });
  }
  return all;
}

/** All that follows from some figures, modulo a prime: rows in which the first unknown is counted once. */
class Base {
  readonly #rows: { readonly first: number; readonly terms: Float64Array }[] = [];

  constructor(
    known: readonly Figure[],
    private readonly width: number,
    private readonly prime: number,
  ) {
    for (const figure of known) {
      const left = this.#reduced(figure);
      const first = left.findIndex((term) => term !== 0);
      if (first === -1) continue;
      const inverse = power(left[first] as number, prime - 2, prime);
      const terms = left.map((term) => (term * inverse) % prime);
      const place = this.#rows.findIndex((row) => row.first > first);
      this.#rows.splice(place === -1 ? this.#rows.length : place, 0, { first, terms });
    }
  }

  tells(figure: Figure): boolean {
    return this.#reduced(figure).every((term) => term === 0);
  }

  #reduced(figure: Figure): Float64Array {
    const { prime } = this;
    const left = new Float64Array(this.width);
    for (const [unknown, term] of figure) left[unknown] = ((term % prime) + prime) % prime;
    for (const { first, terms } of this.#rows) {
      const times = left[first] as number;
      if (times === 0) continue;
      for (let at = first; at < left.length; at += 1)
        left[at] = ((left[at] as number) + (prime - times) * (terms[at] as number)) % prime;
    }
    return left;
  }
}

function power(base: number, exponent: number, prime: number): number {
  let result = 1;
  for (
    let [square, left] = [base, exponent];
    left > 0;
    square = (square * square) % prime, left = Math.floor(left / 2)
  )
    if (left % 2 === 1) result = (result * square) % prime;
  return result;
}
