import { kindOf, TerritoryKind } from '../territory/territory.rules.js';

/** A territory that figures are given for, and those that contain it; null where there is none. */
export interface Place {
  readonly id: string;
  readonly epci: string | null;
  readonly department: string | null;
  readonly region: string | null;
}

/** What lies in what: by the key of a node, those that add up to it. Nodes are territories, and parts of EPCI that a border cuts. */
export type Tree = ReadonlyMap<string, ReadonlySet<string>>;

/** The part of an EPCI that lies in a département; of none, the communes of a département that have no EPCI. */
export const pieceOf = ({ epci, department }: Pick<Place, 'epci' | 'department'>): string =>
  `piece:${epci ?? ''}|${department ?? ''}`;

/** What an EPCI has by itself, beside its communes. */
export const ownOf = (epci: string): string => `own:${epci}`;

const levels = new Set<string>(Object.values(TerritoryKind));

/** The level of a node that is a territory; null for another. */
export const levelOf = (node: string): TerritoryKind | null =>
  levels.has(kindOf(node)) ? kindOf(node) : null;

/** What contains what, of the places that there are. @param country its key */
export function treeOf(places: readonly Place[], country: string): Tree {
  const tree = new Map<string, Set<string>>();
  const put = (part: string, whole: string) => {
    const parts = tree.get(whole) ?? new Set();
    tree.set(whole, parts.add(part));
  };
  const isCut = cutEpcis(places);
  for (const place of places) {
    const { id, epci, department, region } = place;
    // An EPCI that lies in one département is a part of it itself.
    const area = epci !== null && !isCut(epci) ? epci : pieceOf(place);
    put(id === epci ? ownOf(id) : id, area);
    if (epci !== null && area !== epci) put(area, epci);
    put(area, department ?? region ?? country);
    if (department !== null) put(department, region ?? country);
    if (region !== null) put(region, country);
  }
  return tree;
}

/** Tells which EPCI have something in several départements. */
function cutEpcis(places: readonly Place[]): (epci: string) => boolean {
  const first = new Map<string, string | null>();
  const cut = new Set<string>();
  for (const { epci, department } of places) {
    if (epci === null) continue;
    if (first.has(epci) && first.get(epci) !== department) cut.add(epci);
    first.set(epci, department);
  }
  return (epci) => cut.has(epci);
}
