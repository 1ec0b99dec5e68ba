import { type Audience, audiences, type SecrecyPolicy } from '../../config/secrecy.js';
import type { Hiding } from '../../secrecy/lattice.rules.js';
import { hide } from '../../secrecy/suppression.rules.js';
import type { Tree } from '../../secrecy/tree.rules.js';
import type { AmountCell } from './amount-cells.sql.js';
import { amountLattice, isOffered } from './amount-lattice.rules.js';

/** A cell that an audience may ask for. */
export interface PublishedAmount extends Pick<AmountCell, 'node' | 'sector' | 'cents' | 'precision'> {
  readonly audience: Audience;
  readonly hiding: Hiding | null;
}

/** What each audience is shown of a year. What partners are not shown, readers are not either: together they know no more. */
export async function publishedAmounts(
  cells: readonly AmountCell[],
  tree: Tree,
  { rules }: SecrecyPolicy,
): Promise<PublishedAmount[]> {
  const hidden = new Map<AmountCell, Hiding>();
  const published: PublishedAmount[] = [];
  for (const audience of audiences) {
    const found = await hide(amountLattice(cells, tree, rules[audience], hidden));
    cells.forEach((cell, at) => {
      const hiding = found[at] ?? null;
      if (hiding !== null) hidden.set(cell, hiding);
      const { node, sector, cents, precision } = cell;
      if (isOffered(cell, rules[audience]))
        published.push({ audience, node, sector, cents, precision, hiding });
    });
  }
  return published;
}
