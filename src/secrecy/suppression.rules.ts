import { setImmediate as pause } from 'node:timers/promises';
import { boundsOf } from './bounds.rules.js';
import { Determined } from './determined.rules.js';
import type { Equation } from './elimination.rules.js';
import { Hiding, type Lattice, type Sum } from './lattice.rules.js';

/**
 * Which cells of a lattice are hidden, and why: those that must be, and as many others, smallest first, as it takes for nothing that
 * is hidden to follow from what is shown. What follows is worked out exactly, from all sums together.
 *
 * @returns for each cell its reason, or null where it is shown; cells that are not offered have one only if they must be hidden
 */
export async function hide(lattice: Lattice): Promise<(Hiding | null)[]> {
  const pattern = new Pattern(lattice);
  // A country takes a second each time: others are answered in between.
  while (pattern.hideMore()) await pause();
  pattern.showAgain();
  return pattern.hidings;
}

/** How many cells are looked at, all together, to show again what need not have been hidden: what was hidden first may be needless in the end. */
const lookedAt = 50_000;

class Pattern {
  readonly hidings: (Hiding | null)[];
  readonly #sumsOf: readonly (readonly Sum[])[];
  /** Cells that are not offered, and follow from what is shown: nobody minds, and whoever reads knows them. */
  readonly #followed = new Map<number, number>();

  constructor(private readonly lattice: Lattice) {
    const { cells, sums } = lattice;
    this.hidings = cells.map(({ hiding }) => hiding);
    const sumsOf = cells.map((): Sum[] => []);
    for (const sum of sums) for (const each of membersOf(sum)) sumsOf[each]?.push(sum);
    this.#sumsOf = sumsOf;
  }

  /** Hides what is missing to protect what is hidden. @returns false when nothing was */
  hideMore(): boolean {
    this.#followed.clear();
    this.#protectInSums(this.lattice.sums);
    // What single sums tell is settled: only what several tell together is left, which is dear to find.
    return this.#protect(this.#determined()) || this.#protect(this.#confined());
  }

  /** Shows again the largest cells that were hidden to protect others, where those are protected without them. */
  showAgain(): void {
    const { cells } = this.lattice;
    const hidden = [...cells.keys()].filter((cell) => this.hidings[cell] !== cells[cell]?.hiding);
    const largest = hidden.toSorted((one, other) => this.#size(other) - this.#size(one));
    for (const cell of largest.slice(0, lookedAt / cells.length)) {
      this.hidings[cell] = null;
      if (!this.#isSafe()) this.hidings[cell] = Hiding.COMPLEMENTARY;
    }
  }

  #isSafe(): boolean {
    this.#followed.clear();
    return (
      !this.lattice.sums.some((sum) => this.#isTelling(sum)) &&
      this.#determined().length === 0 &&
      this.#confined().length === 0
    );
  }

  /** Hides cells as long as a sum by itself tells one that is hidden. What cannot be settled in the sum is left. */
  #protectInSums(sums: readonly Sum[]): void {
    const queue = [...sums];
    for (let sum = queue.pop(); sum !== undefined; sum = queue.pop()) {
      const next = this.#isTelling(sum) ? this.#cheapest(sum) : null;
      if (next !== null) queue.push(...this.#hide(next));
    }
  }

  /** Does a sum by itself tell a hidden cell, or too much of one? */
  #isTelling({ whole, parts }: Sum): boolean {
    const unknown = parts.filter((each) => this.#known(each) === null);
    if (this.#known(whole) !== null) return this.#tellTooMuch(unknown);
    return unknown.length === 0 && this.#isSecret(whole);
  }

  #tellTooMuch(unknown: readonly number[]): boolean {
    return unknown.some((each) => this.#isSecret(each)) && this.lattice.tellsTooMuch(unknown);
  }

  /** @returns the sums that the cell is in */
  #hide(cell: number): readonly Sum[] {
    this.hidings[cell] = Hiding.COMPLEMENTARY;
    return this.#sumsOf[cell] as readonly Sum[];
  }

  /** What is lost least of what a sum shows: a small cell, rather a part than the whole, that leaves no other sum with one unknown. */
  #cheapest(sum: Sum): number | null {
    let cheapest: number | null = null;
    let least = Number.POSITIVE_INFINITY;
    for (const cell of membersOf(sum).filter((each) => this.#isShown(each))) {
      const others = (this.#sumsOf[cell] as readonly Sum[]).filter((each) => each !== sum);
      const bared = others.filter((each) => membersOf(each).every((member) => this.#known(member) !== null));
      const cost = (1 + this.#size(cell)) * (1 + 2 * bared.length) * (cell === sum.whole ? 4 : 1);
      if (cost < least) [cheapest, least] = [cell, cost];
    }
    return cheapest;
  }

  /** The value of a cell for whoever reads what is shown; null when they do not know it. */
  #known(cell: number): number | null {
    const { value, spread = 0 } = this.lattice.cells[cell] as Lattice['cells'][number];
    if (spread === 0 && this.#isShown(cell)) return value;
    return this.#followed.get(cell) ?? null;
  }

  /**
   * The least and the most that a cell may be, for whoever reads what is shown of it alone.
   *
   * @param leastNegative what they take for the least of a cell that is below zero
   */
  #range(cell: number, leastNegative: number): readonly [number, number] {
    const known = this.#known(cell);
    if (known !== null) return [known, known];
    const { value, spread = 0 } = this.lattice.cells[cell] as Lattice['cells'][number];
    if (value !== null && this.#isShown(cell)) return [value - spread, value + spread];
    return [isNegative(value) ? leastNegative : 0, Number.POSITIVE_INFINITY];
  }

  #isSecret(cell: number): boolean {
    return this.hidings[cell] !== null;
  }

  /** Hidden cells whose value follows from what is shown. Of the others, it is noted which do. */
  #determined(): number[] {
    const { cells, sums, isSensitiveAt } = this.lattice;
    const found = new Determined(
      sums.map((sum) => this.#equationOf(sum)).filter(({ terms }) => terms.size > 0),
    );
    const determined: number[] = [];
    cells.forEach(({ value }, cell) => {
      if (this.#known(cell) !== null) return;
      const follows = found.valueOf(cell);
      if (follows === null) return;
      if (value === null && isSensitiveAt(cell, follows)) this.hidings[cell] = Hiding.PRIMARY;
      if (this.#isSecret(cell)) determined.push(cell);
      else this.#followed.set(cell, follows);
    });
    for (const { terms } of found.core.equations()) {
      const together = [...terms.keys()];
      if (isPlainSum(terms) && this.#tellTooMuch(together))
        determined.push(...together.filter((each) => this.#isSecret(each)).slice(0, 1));
    }
    return determined;
  }

  #equationOf({ whole, parts }: Sum): Equation {
    const equation: Equation = { terms: new Map(), constant: 0 };
    const add = (cell: number, sign: number) => {
      const known = this.#known(cell);
      if (known === null) equation.terms.set(cell, sign);
      else equation.constant -= sign * known;
    };
    add(whole, -1);
    for (const part of parts) add(part, 1);
    return equation;
  }

  /** Sensitive cells that cannot be far from their value: for whoever takes it that nothing was paid back, or knows where. */
  #confined(): number[] {
    const { cells, sums, isConfined } = this.lattice;
    const hasNegative = cells.some(({ value }) => isNegative(value));
    const readers = (hasNegative ? [0, Number.NEGATIVE_INFINITY] : [0]).map((leastNegative) =>
      boundsOf(cells.length, sums, (cell) => this.#range(cell, leastNegative)),
    );
    return [...cells.keys()].filter(
      (cell) =>
        this.hidings[cell] === Hiding.PRIMARY &&
        readers.some(({ low, high }) => isConfined(cell, low[cell] as number, high[cell] as number)),
    );
  }

  /** Hides one more cell beside each that is in danger, unless one beside it was just hidden. */
  #protect(endangered: readonly number[]): boolean {
    const served = new Set<number>();
    let hasHidden = false;
    for (const cell of endangered) {
      const { next, reached } = this.#nearest(cell);
      const isServed = [...reached].some((each) => served.has(each));
      for (const each of reached) served.add(each);
      if (next === null || isServed) continue;
      hasHidden = true;
      for (const sum of this.#hide(next)) for (const each of membersOf(sum)) served.add(each);
    }
    return hasHidden;
  }

  /** A cell shown in the sum that hides a cell least; if its sums show none, in those of the cells in them, and so on. */
  #nearest(cell: number): { readonly next: number | null; readonly reached: ReadonlySet<number> } {
    const reached = new Set([cell]);
    for (let ring: readonly number[] = [cell]; ring.length > 0; ) {
      const sums = ring.flatMap((each) => this.#sumsOf[each] as readonly Sum[]);
      const sum = this.#leastHiding(sums);
      if (sum !== null) return { next: this.#cheapest(sum), reached };
      ring = [...new Set(sums.flatMap(membersOf))].filter((each) => !reached.has(each));
      for (const each of ring) reached.add(each);
    }
    return { next: null, reached };
  }

  /** The one of some sums, among those that show anything, in which the fewest cells are unknown. */
  #leastHiding(sums: readonly Sum[]): Sum | null {
    let found: Sum | null = null;
    let fewest = Number.POSITIVE_INFINITY;
    for (const sum of sums) {
      const members = membersOf(sum);
      const unknown = members.filter((each) => this.#known(each) === null).length;
      if (unknown < fewest && members.some((each) => this.#isShown(each))) [found, fewest] = [sum, unknown];
    }
    return found;
  }

  #isShown(cell: number): boolean {
    const { value, isOffered } = this.lattice.cells[cell] as Lattice['cells'][number];
    return isOffered && value !== null && this.hidings[cell] === null;
  }

  #size(cell: number): number {
    return Math.abs(this.lattice.cells[cell]?.value ?? 0);
  }
}

const isNegative = (value: number | null): boolean => value !== null && value < 0;

const membersOf = ({ whole, parts }: Sum): number[] => [whole, ...parts];

const isPlainSum = (terms: ReadonlyMap<number, number>): boolean =>
  terms.size > 1 && new Set(terms.values()).size === 1;
