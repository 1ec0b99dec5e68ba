import { type Equation, Reduced, subtract } from './elimination.rules.js';

/** An equation that was set aside, and the unknowns that no later one has. */
interface Peeled {
  readonly equation: Equation;
  readonly own: readonly number[];
}

/**
 * What follows from equations, exactly: which unknowns have one value only. Most equations have an unknown of their own, and are set
 * aside one after the other; only what is left is eliminated.
 */
export class Determined {
  readonly #peeled: Peeled[] = [];
  /** Which of the equations set aside an unknown is an own one of. */
  readonly #owner = new Map<number, number>();
  readonly core: Reduced;

  constructor(equations: readonly Equation[]) {
    const left = this.#peel(equations);
    this.core = new Reduced(left.toSorted((one, other) => one.terms.size - other.terms.size));
  }

  /** The one value that an unknown can have; null when there are several. */
  valueOf(unknown: number): number | null {
    const form: Equation = { terms: new Map([[unknown, 1]]), constant: 0 };
    let scale = 1;
    for (let at = this.#firstOwnerIn(form); at !== null; at = this.#firstOwnerIn(form)) {
      const { equation, own } = this.#peeled[at] as Peeled;
      const [first] = own as [number];
      const term = equation.terms.get(first) as number;
      const times = form.terms.get(first) ?? 0;
      // Its own unknowns stand nowhere else: it takes all of them away at once, or none of it helps.
      if (
        own.some(
          (each) => (form.terms.get(each) ?? 0) * term !== times * (equation.terms.get(each) as number),
        )
      )
        return null;
      subtract(form, term, times, equation);
      scale *= term;
    }
    const before = [...form.terms.keys()][0];
    if (before !== undefined) scale = this.#reduceByCore(form, scale);
    return form.terms.size === 0 ? -form.constant / scale : null;
  }

  #reduceByCore(form: Equation, scale: number): number {
    // A term of nobody, which is scaled as the form is.
    form.terms.set(nobody, scale);
    this.core.reduce(form);
    const scaled = form.terms.get(nobody) as number;
    form.terms.delete(nobody);
    return scaled;
  }

  #firstOwnerIn({ terms }: Equation): number | null {
    let first: number | null = null;
    for (const unknown of terms.keys()) {
      const owner = this.#owner.get(unknown);
      if (owner !== undefined && (first === null || owner < first)) first = owner;
    }
    return first;
  }

  /** Sets equations aside as long as any has an unknown that no other has. @returns the others */
  #peel(equations: readonly Equation[]): Equation[] {
    const holding = new Map<number, Set<number>>();
    equations.forEach(({ terms }, at) => {
      for (const unknown of terms.keys()) {
        const those = holding.get(unknown) ?? new Set();
        holding.set(unknown, those.add(at));
      }
    });
    const left = new Set(equations.keys());
    const queue = [...left];
    for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
      if (!left.has(at)) continue;
      const equation = equations[at] as Equation;
      const unknowns = [...equation.terms.keys()];
      const own = unknowns.filter((each) => holding.get(each)?.size === 1);
      if (own.length === 0) continue;
      for (const each of own) this.#owner.set(each, this.#peeled.length);
      this.#peeled.push({ equation, own });
      left.delete(at);
      for (const each of unknowns) {
        const others = holding.get(each) as Set<number>;
        others.delete(at);
        if (others.size === 1) queue.push(...others);
      }
    }
    return [...left].map((at) => equations[at] as Equation);
  }
}

const nobody = -1;
