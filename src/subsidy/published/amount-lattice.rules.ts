import type { SecrecyRules } from '../../config/secrecy.js';
import { Hiding, type Lattice, type Sum } from '../../secrecy/lattice.rules.js';
import { levelOf, type Tree } from '../../secrecy/tree.rules.js';
import { isAtLeast, type TerritoryKind } from '../../territory/territory.rules.js';
import type { AmountCell } from './amount-cells.sql.js';

/**
 * What may be asked of a year's amounts: the total of a territory, and from the EPCI upwards that of each sector. Of a commune, a sector is
 * rarely of several beneficiaries.
 */
export function isOffered(
  { node, sector }: Pick<AmountCell, 'node' | 'sector'>,
  { finest }: SecrecyRules,
): boolean {
  const level = levelOf(node);
  const least = sector === null || finest !== 'COMMUNE' ? finest : 'EPCI';
  return level !== null && isAtLeast(level, least as TerritoryKind);
}

export const cellKey = (node: string, sector: string | null): string => `${node}/${sector ?? ''}`;

/**
 * The cells of a year as those who must not learn who received what see them.
 *
 * @param hidden cells that stay hidden whatever the rules say, and why
 */
export function amountLattice(
  cells: readonly AmountCell[],
  tree: Tree,
  rules: SecrecyRules,
  hidden: ReadonlyMap<AmountCell, Hiding>,
): Lattice {
  const cents = cells.map((cell) => Number(cell.cents));
  return {
    cells: cells.map((cell, at) => ({
      value: cents[at] as number,
      isOffered: isOffered(cell, rules),
      hiding: isTooFew([cell], rules) ? Hiding.PRIMARY : (hidden.get(cell) ?? null),
    })),
    sums: sumsOf(cells, tree),
    tellsTooMuch: (together) =>
      together.length === 1 ||
      isTooFew(
        together.map((each) => cells[each] as AmountCell),
        rules,
      ),
    isConfined: (at, low, high) => {
      const value = cents[at] as number;
      const near = Math.abs(value) * rules.margin;
      // What is far below is thought by mistake: that nothing was paid back.
      return Math.abs(high - value) <= near || (value !== 0 && Math.abs(value - low) <= near);
    },
    isSensitiveAt: () => false,
  };
}

/** Each cell is the sum of the same of its parts, and each total that of its sectors. */
function sumsOf(cells: readonly AmountCell[], tree: Tree): Sum[] {
  const places = new Map(cells.map(({ node, sector }, at) => [cellKey(node, sector), at]));
  const sectors = new Map<string, number[]>();
  cells.forEach(({ node, sector }, at) => {
    if (sector !== null) sectors.set(node, [...(sectors.get(node) ?? []), at]);
  });
  return cells.flatMap(({ node, sector }, whole) => {
    const parts = [...(tree.get(node) ?? [])].flatMap((part) => places.get(cellKey(part, sector)) ?? []);
    const added = sector === null ? (sectors.get(node) ?? []) : [];
    return [parts, added].filter((each) => each.length > 0).map((each) => ({ whole, parts: each }));
  });
}

/** Are the amounts of some cells together of too few beneficiaries, or nearly all of one? In doubt they are. */
function isTooFew(cells: readonly AmountCell[], { beneficiaries, share }: SecrecyRules): boolean {
  const received = new Map<string, number>();
  let units = 0;
  let largest = 0;
  for (const cell of cells) {
    units = Math.max(units, cell.units);
    // Of many beneficiaries only the first is known: it may be the first of the other cells too.
    if (cell.names === null) largest += Number(cell.largest);
    for (const [at, name] of (cell.names ?? []).entries())
      received.set(name, (received.get(name) ?? 0) + Number(cell.received?.[at]));
  }
  if (Math.max(units, received.size) < beneficiaries) return true;
  largest += Math.max(0, ...[...received.values()].map(Math.abs));
  return largest >= share * Math.abs(cells.reduce((sum, { cents }) => sum + Number(cents), 0));
}
