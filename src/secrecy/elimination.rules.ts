/** What is known of unknowns: a sum of some of them, each so many times, is a constant. Coefficients are whole, so nothing is rounded. */
export interface Equation {
  readonly terms: Map<number, number>;
  constant: number;
}

/** Takes `times` another equation from `scale` times this one; terms that come to nothing are gone. */
export function subtract(from: Equation, scale: number, times: number, other: Equation): void {
  if (scale !== 1) for (const [unknown, term] of from.terms) from.terms.set(unknown, exact(scale * term));
  for (const [unknown, term] of other.terms) {
    const left = exact((from.terms.get(unknown) ?? 0) - times * term);
    if (left === 0) from.terms.delete(unknown);
    else from.terms.set(unknown, left);
  }
  from.constant = scale * from.constant - times * other.constant;
}

/** @throws Error beyond what a number holds exactly: better no answer than a secret that was thought safe */
function exact(value: number): number {
  if (!Number.isSafeInteger(value)) throw new Error('A coefficient is beyond exact numbers');
  return value;
}

/** Equations in which each has an unknown of its own, its pivot, that no other has: what follows from them is read off. */
export class Reduced {
  readonly #byPivot = new Map<number, Equation>();
  /** The equations that hold an unknown which is nobody's pivot. */
  readonly #holding = new Map<number, Set<Equation>>();

  /** @param equations those with few unknowns first: fewer terms arise */
  constructor(equations: readonly Equation[]) {
    for (const each of equations) this.#add({ terms: new Map(each.terms), constant: each.constant });
  }

  /** Takes from an equation all that follows from these. What is left of it is new. */
  reduce(equation: Equation): void {
    for (const unknown of [...equation.terms.keys()]) {
      const known = this.#byPivot.get(unknown);
      const term = equation.terms.get(unknown);
      if (known && term) subtract(equation, known.terms.get(unknown) as number, term, known);
    }
  }

  equations(): Iterable<Equation> {
    return this.#byPivot.values();
  }

  #add(equation: Equation): void {
    this.reduce(equation);
    if (equation.terms.size === 0) return;
    simplify(equation);
    const pivot = this.#rarestOf(equation);
    for (const other of this.#holding.get(pivot) ?? []) this.#takeOut(pivot, equation, other);
    this.#holding.delete(pivot);
    this.#byPivot.set(pivot, equation);
    for (const unknown of equation.terms.keys()) if (unknown !== pivot) this.#note(unknown, equation);
  }

  #takeOut(pivot: number, equation: Equation, other: Equation): void {
    const before = new Set(other.terms.keys());
    subtract(other, equation.terms.get(pivot) as number, other.terms.get(pivot) as number, equation);
    simplify(other);
    for (const unknown of other.terms.keys()) {
      if (!before.delete(unknown) && !this.#byPivot.has(unknown)) this.#note(unknown, other);
    }
    before.delete(pivot);
    for (const gone of before) this.#holding.get(gone)?.delete(other);
  }

  #note(unknown: number, equation: Equation): void {
    const holding = this.#holding.get(unknown) ?? new Set();
    this.#holding.set(unknown, holding.add(equation));
  }

  #rarestOf({ terms }: Equation): number {
    let rarest = -1;
    let fewest = Number.POSITIVE_INFINITY;
    for (const unknown of terms.keys()) {
      const count = this.#holding.get(unknown)?.size ?? 0;
      if (count < fewest) [rarest, fewest] = [unknown, count];
    }
    return rarest;
  }
}

/** Divides an equation by what all its terms share. */
function simplify(equation: Equation): void {
  let shared = 0;
  for (const term of equation.terms.values()) shared = divisor(shared, Math.abs(term));
  if (shared <= 1) return;
  for (const [unknown, term] of equation.terms) equation.terms.set(unknown, term / shared);
  equation.constant /= shared;
}

const divisor = (one: number, other: number): number => (other === 0 ? one : divisor(other, one % other));
