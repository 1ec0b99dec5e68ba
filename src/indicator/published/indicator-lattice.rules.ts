import type { SecrecyRules } from '../../config/secrecy.js';
import { type Cell, Hiding, type Lattice, type Sum } from '../../secrecy/lattice.rules.js';
import { levelOf, type Tree } from '../../secrecy/tree.rules.js';
import { isAtLeast, type TerritoryKind } from '../../territory/territory.rules.js';
import { type Counted, isOfPeople, kindSums } from './indicator-secrecy.rules.js';
import type { CountedValue } from './indicator-values.sql.js';

/** Of each value, by its id, why an audience is not shown it; null where it is. */
export type Hidings = ReadonlyMap<string, Hiding | null>;

/** A number of a day and series: one that is reported, or that a rate gives away. */
export interface LatticeValue extends Omit<CountedValue, 'kind'> {
  readonly kind: Counted;
  /** How far from it what is given away may be, where the rate is rounded. */
  readonly spread?: number;
  /** Of how many it is a part, if those that are left are people too. */
  readonly whole?: number;
}

/** Is it hidden by its source, or of too few people, or of all but too few? */
export const isFew = (
  { kind, value, whole = Number.POSITIVE_INFINITY }: LatticeValue,
  { count }: SecrecyRules,
): boolean => value === null || (isOfPeople(kind) && Math.min(value, whole - value) < count);

/** A lattice whose cells are found again by the values that they are of. */
export interface IndicatorLattice {
  readonly lattice: Lattice;
  /** Places of the cells of values, by the id of the value. */
  readonly places: ReadonlyMap<string, number>;
}

/**
 * The numbers of one day and series. Those that nobody has reported are in it too, where others are a part of them or beside them: a sum tells
 * them.
 *
 * @param hidden values that stay hidden whatever the rules say, and why
 */
export function indicatorLattice(
  values: readonly LatticeValue[],
  tree: Tree,
  rules: SecrecyRules,
  hidden: Hidings,
): IndicatorLattice {
  const kinds = kindsBeside(new Set(values.map(({ kind }) => kind)));
  const nodes = nodesAbove(new Set(values.map(({ territoryId }) => territoryId)), tree);
  const cells: (Cell & { readonly counted: Counted })[] = [];
  const places = new Map<string, number>();
  const byKey = new Map<string, number>();
  const add = (key: string, cell: (typeof cells)[number]) => byKey.set(key, cells.push(cell) - 1);
  for (const each of values) {
    const { id, territoryId, kind, value, spread = 0 } = each;
    const hiding = isFew(each, rules) ? Hiding.PRIMARY : (hidden.get(id) ?? null);
    const isOffered = isOfferedAt(territoryId, rules);
    add(`${territoryId}/${kind}`, { counted: kind, value, spread, isOffered, hiding });
    places.set(id, cells.length - 1);
  }
  const cellOf = (node: string, counted: Counted): number => {
    const key = `${node}/${counted}`;
    if (!byKey.has(key)) add(key, { counted, value: null, isOffered: false, hiding: null });
    return byKey.get(key) as number;
  };
  const sums = [...sumsOfNodes(nodes, tree, kinds, cellOf), ...sumsOfKinds(nodes, kinds, cellOf)];
  const valueAt = (at: number) => cells[at]?.value ?? null;
  const lattice: Lattice = {
    cells,
    sums,
    tellsTooMuch: (together) =>
      together.length === 1 || together.reduce((sum, each) => sum + (valueAt(each) ?? 0), 0) < rules.count,
    isConfined: (at, low, high) => {
      const value = valueAt(at);
      if (value === null) return high - low < rules.count;
      return high < rules.count || (value > 0 && low >= value * (1 - rules.margin));
    },
    isSensitiveAt: (at, value) => isOfPeople(cells[at]?.counted as Counted) && value < rules.count,
  };
  return { lattice, places };
}

export function isOfferedAt(territoryId: string, { finest }: SecrecyRules): boolean {
  const level = levelOf(territoryId);
  return level !== null && isAtLeast(level, finest as TerritoryKind);
}

/** The kinds that there are, and those that a sum ties to them. */
function kindsBeside(given: ReadonlySet<Counted>): ReadonlySet<Counted> {
  const kinds = new Set(given);
  const tied = kindSums.filter(([whole, parts]) => [whole, ...parts].some((each) => given.has(each)));
  for (const [whole, parts] of tied) for (const each of [whole, ...parts]) kinds.add(each);
  return kinds;
}

/** Nodes that have values, the parts into which a border cuts them, and all that contain these. */
function nodesAbove(given: ReadonlySet<string>, tree: Tree): ReadonlySet<string> {
  const above = new Map<string, string[]>();
  for (const [whole, parts] of tree)
    for (const part of parts) above.set(part, [...(above.get(part) ?? []), whole]);
  const nodes = new Set(given);
  // An EPCI is tied to its départements by its parts alone, whether or not anything of their communes is known.
  for (const node of given)
    for (const part of tree.get(node) ?? []) if (levelOf(part) === null) nodes.add(part);
  for (const node of nodes) for (const whole of above.get(node) ?? []) nodes.add(whole);
  return nodes;
}

type CellOf = (node: string, counted: Counted) => number;

function sumsOfNodes(
  nodes: ReadonlySet<string>,
  tree: Tree,
  kinds: ReadonlySet<Counted>,
  cellOf: CellOf,
): Sum[] {
  return [...nodes].flatMap((node) => {
    const all = [...(tree.get(node) ?? [])];
    const parts = all.filter((part) => nodes.has(part));
    // Those of which nothing at all is known stand together.
    const others = parts.length < all.length ? [`rest:${node}`] : [];
    if (parts.length === 0) return [];
    return [...kinds].map((kind) => ({
      whole: cellOf(node, kind),
      parts: [...parts, ...others].map((part) => cellOf(part, kind)),
    }));
  });
}

const sumsOfKinds = (nodes: ReadonlySet<string>, kinds: ReadonlySet<Counted>, cellOf: CellOf): Sum[] =>
  kindSums
    .filter(([whole, parts]) => kinds.has(whole) && parts.every((each) => kinds.has(each)))
    .flatMap(([whole, parts]) =>
      [...nodes].map((node) => ({
        whole: cellOf(node, whole),
        parts: parts.map((part) => cellOf(node, part)),
      })),
    );
