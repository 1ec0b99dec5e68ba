import { type LoadedTable, loadedTables } from '../../src/ingestion/loaded-tables.js';
import type { Dump, Stored } from './dump.js';
import type { RandomLoad } from './random-loads.js';

/** A batch that a sequence of loads left, with the records before and after it. */
export interface Loaded {
  readonly revision: number;
  readonly load: RandomLoad;
  readonly before: Dump;
  readonly after: Dump;
}

const content = ({ path, is_measured, ...rest }: Stored): string => JSON.stringify(rest);

/** Records that the batch created, changed or removed, whatever follows from others set apart. */
export function writtenKeys({ before, after }: Loaded): Set<string> {
  const keys = new Set([...before.keys(), ...after.keys()]);
  const text = (record: Stored | undefined) => (record ? content(record) : '');
  return new Set([...keys].filter((key) => text(before.get(key)) !== text(after.get(key))));
}

const tableOf = (key: string) => loadedTables.find(({ table }) => key.startsWith(`${table} `)) as LoadedTable;

/** What each record that the batch wrote was and became. */
const versions = (loaded: Loaded): [table: LoadedTable, record: Stored][] =>
  [...writtenKeys(loaded)].flatMap((key) =>
    [loaded.before.get(key), loaded.after.get(key)]
      .filter((record) => record !== undefined)
      .map((record): [LoadedTable, Stored] => [tableOf(key), record]),
  );

/** Which later batches rest on one, newest first, told from the records alone. */
export function expectedDependents(chosen: Loaded, later: readonly Loaded[]): number[] {
  const written = writtenKeys(chosen);
  const wholes = wholesOf(chosen, null);
  const moves = movedPlans(chosen);
  const rests = (other: Loaded) =>
    [...movedPlans(other)].some((plan) => moves.has(plan)) ||
    [...writtenKeys(other)].some((key) => written.has(key)) ||
    versions(other).some(([table, record]) =>
      table.parents.some((reference) => {
        const key = `${reference.table} ${reference.columns.map((column) => record[column]).join('/')}`;
        const was = chosen.before.get(key);
        const became = chosen.after.get(key);
        if (!became || !written.has(key)) return false;
        return !was || (reference.reliesOn && was[reference.reliesOn] !== became[reference.reliesOn]);
      }),
    ) ||
    [...wholesOf(other, other.load.options.strategy ?? 'ADD_AND_UPDATE')].some((whole) => wholes.has(whole));
  return later
    .filter(rests)
    .map(({ revision }) => revision)
    .toSorted((a, b) => b - a);
}

/** Conventions in whose plan the batch put a node elsewhere. */
const movedPlans = ({ before, after }: Loaded): Set<unknown> =>
  new Set(
    [...before]
      .filter(
        ([key, { parent_id }]) => key.startsWith('plan_node ') && after.get(key)?.parent_id !== parent_id,
      )
      .map(([, { convention_reference }]) => convention_reference),
  );

/** Wholes of which the batch wrote a part; of a strategy, those that it states. */
function wholesOf(loaded: Loaded, strategy: string | null): Set<string> {
  return new Set(
    versions(loaded).flatMap(([{ whole }, record]) => {
      if (!whole || (strategy !== null && whole.strategy && whole.strategy !== strategy)) return [];
      const isPart = whole.lists?.some((list) => (record[list] as unknown[]).length > 0) ?? true;
      return isPart ? [`${whole.name} ${whole.columns.map((column) => record[column]).join('/')}`] : [];
    }),
  );
}

/** The records, with what follows from the parents of plan nodes worked out. */
export function withDerived(dump: Dump): Dump {
  const nodes = new Map([...dump].filter(([key]) => key.startsWith('plan_node ')));
  const all = [...nodes.values()];
  const pathOf = (node: Stored): unknown[] => {
    const parent = nodes.get(`plan_node ${node.parent_id}`);
    return parent ? [...pathOf(parent), node.id] : [node.id];
  };
  const isMeasured = (node: Stored) =>
    node.kind === 'ACTION' ||
    (node.kind === 'OBJECTIVE' &&
      (all.some((each) => each.parent_id === node.id && each.kind === 'ACTION') ||
        !all.some((each) => each !== node && each.kind === 'OBJECTIVE' && pathOf(each).includes(node.id))));
  const derived = new Map(dump);
  for (const [key, node] of nodes)
    derived.set(key, { ...node, path: pathOf(node), is_measured: isMeasured(node) });
  return derived;
}
