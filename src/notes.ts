/**
 * What is known of some objects, and lives as long as each of them: a `WeakMap`, but for what becomes of it when objects come and go by
 * the thousand. A table that has grown old keeps whatever it holds of the young until all of the memory is looked through; every request
 * with all that was read for it would so be moved about by the collector of garbage long after its answer.
 */
export interface Notes<K extends object, V> {
  readonly get: (of: K) => V | undefined;
  readonly set: (of: K, value: V) => void;
  readonly delete: (of: K) => void;
}

/** A class whose objects are those that it is given. */
class Given {
  constructor(given: object) {
    // biome-ignore lint/correctness/noConstructorReturn: a class that extends this one adds its private fields to what is given
    return given;
  }
}

/** Keeps each note in a private field of its object, which nobody else sees, copies or lists. */
export function notesOf<K extends object, V>(): Notes<K, V> {
  return class Noted extends Given {
    #value: V | undefined;

    private constructor(given: K, value: V) {
      super(given);
      this.#value = value;
    }

    static get(of: K): V | undefined {
      return #value in of ? of.#value : undefined;
    }

    static set(of: K, value: V): void {
      if (#value in of) of.#value = value;
      else new Noted(of, value);
    }

    static delete(of: K): void {
      if (#value in of) of.#value = undefined;
    }
  };
}
