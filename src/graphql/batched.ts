import DataLoader from 'dataloader';
import { notesOf } from '../notes.js';
import { spend } from './budget.js';

/**
 * Turns "answer these keys in one query" into "answer this key": one loader per request and per arguments.
 *
 * @param load answers many keys at once with a Map, so that the order of rows never matters
 * @param empty the answer for a key without a row
 */
export function batched<C extends object, K, A extends object, V>(
  load: (context: C, keys: readonly K[], args: A) => Promise<ReadonlyMap<K, V>>,
  empty: (key: K) => V,
) {
  const requests = notesOf<C, Loaders<K, V>>();

  return (context: C, key: K, args: A): Promise<V> => {
    spend(context, 1);
    const loaders = requests.get(context) ?? new Loaders<K, V>();
    const known = loaders.find(args);
    if (known) return known.load(key);
    requests.set(context, loaders);
    const loader = new DataLoader<K, V>(async (keys) => {
      const found = await load(context, keys, args);
      return keys.map((each) => found.get(each) ?? empty(each));
    });
    return loaders.add(args, loader).load(key);
  };
}

/** The loaders of one request: one for all arguments that are equal, found at once by those that were the last. */
class Loaders<K, V> {
  readonly #equal = new Map<string, DataLoader<K, V>>();
  #last: { readonly args: object; readonly loader: DataLoader<K, V> } | null = null;

  find(args: object): DataLoader<K, V> | undefined {
    if (this.#last?.args === args) return this.#last.loader;
    const loader = this.#equal.get(idOf(args));
    if (loader) this.#last = { args, loader };
    return loader;
  }

  add(args: object, loader: DataLoader<K, V>): DataLoader<K, V> {
    this.#last = { args, loader };
    this.#equal.set(idOf(args), loader);
    return loader;
  }
}

/** graphql-js coerces arguments in definition order, so equal arguments give equal JSON. */
const idOf = (args: object): string => JSON.stringify(args);

/** What follows from arguments, and from the place that they are given in: rows of a list share theirs, and it is worked out for the first of them. */
export function fromArguments<A extends object, Place extends unknown[], T>(
  read: (args: A, ...place: Place) => T,
): (args: A, ...place: Place) => T {
  const known = notesOf<A, { readonly read: T }>();
  return (args, ...place) => {
    const found = known.get(args) ?? { read: read(args, ...place) };
    known.set(args, found);
    return found.read;
  };
}
