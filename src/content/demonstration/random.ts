/**
 * Chance that falls the same way on every machine. Each thing draws from its own seed, made of what it is called:
 * adding a commune or a line then changes nothing of the others.
 */
export class Dice {
  #state: number;

  constructor(...seed: readonly (string | number)[]) {
    this.#state = hash(seed.join('/'));
  }

  /** From 0 to 1, 1 excluded (mulberry32: whole-number operations only, so no machine rounds it otherwise). */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  chance(odds: number): boolean {
    return this.next() < odds;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number, both bounds included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** @throws RangeError when there is nothing to choose from */
  pick<T>(choices: readonly T[]): T {
    const [chosen] = choices.slice(this.integer(0, choices.length - 1));
    if (chosen === undefined) throw new RangeError('Nothing to choose from');
    return chosen;
  }

  /** As many distinct choices as asked, or all of them, in the order in which they stand. */
  some<T>(choices: readonly T[], count: number): T[] {
    const places = choices.map((_, place) => place);
    while (places.length > Math.max(count, 0)) places.splice(this.integer(0, places.length - 1), 1);
    return choices.filter((_, place) => places.includes(place));
  }
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) value = Math.imul(value ^ byte, 0x01000193);
  return value;
}
