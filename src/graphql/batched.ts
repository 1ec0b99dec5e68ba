import DataLoader from 'dataloader';
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
  const requests = new WeakMap<C, Map<string, DataLoader<K, V>>>();

  return (context: C, key: K, args: A): Promise<V> => {
    spend(context, 1);
    const loaders = requests.get(context) ?? new Map<string, DataLoader<K, V>>();
    requests.set(context, loaders);

    // graphql-js coerces arguments in definition order, so equal arguments give equal JSON.
    const id = JSON.stringify(args);
    const loader =
      loaders.get(id) ??
      new DataLoader<K, V>(async (keys) => {
        const found = await load(context, keys, args);
        return keys.map((each) => found.get(each) ?? empty(each));
      });
    loaders.set(id, loader);
    return loader.load(key);
  };
}
