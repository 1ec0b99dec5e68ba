import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../../db/sql.js';
import { foldName } from '../../territory/territory.rules.js';
import type { RowPlace } from '../report/problem.js';
import type { Report } from '../report/report.js';
import { nearest } from '../report/suggestion.js';

/** A node that the base holds already: a file may bring only a part of a plan. */
export interface StoredNode {
  readonly id: string;
  readonly reference: string;
  readonly code: string;
  readonly title: string;
  readonly parentId: string | null;
  readonly position: number;
}

/** A row that names its place in a plan. */
export interface PlacedRow {
  readonly at: RowPlace;
  readonly id: string;
  readonly reference: string;
  readonly code: string;
  readonly title: string;
  readonly parent: string | null;
}

/** The nodes of plans, as the base holds them. */
export function storedNodes(em: SqlEntityManager, references: readonly string[]): Promise<StoredNode[]> {
  return rows(
    em,
    'storedNodes',
    sql<StoredNode>`
      select id, convention_reference as "reference", code, title, parent_id as "parentId", position
      from plan_node where convention_reference = any(${references}) order by position, id`,
  );
}

/**
 * Parent of each node after the load, by the code or title that its row names, within its convention: in the file, or
 * in the base. A row that names none leaves its node where it is: an empty cell is not "at the top".
 */
export function findParents(
  placed: readonly PlacedRow[],
  stored: readonly StoredNode[],
  report: Report,
): Map<string, string> {
  // A code as it is written comes before all that reads like it: "A-1" and "A 1" are two codes.
  const named = new Map<string, string>();
  const ids = new Set([...placed, ...stored].map(({ id }) => id));
  for (const name of ['code', 'title'] as const) {
    for (const node of [...placed, ...stored]) {
      const key = `${node.reference}/${foldName(node[name])}`;
      if (!named.has(key)) named.set(key, node.id);
    }
  }
  const parents = new Map(
    stored.flatMap(({ id, parentId }) => (parentId === null ? [] : [[id, parentId] as const])),
  );
  for (const { at, id, reference, parent } of placed) {
    if (parent === null) continue;
    const exact = `${reference}/${parent}`;
    const found = ids.has(exact) ? exact : named.get(`${reference}/${foldName(parent)}`);
    if (found) parents.set(id, found);
    else
      report.say(at, 'parent', 'UNKNOWN_PARENT', parent, {
        suggestion: nearestNode(parent, id, placed, stored),
      });
  }
  return parents;
}

/** The title or code, of another node of the same plan, that a misspelt parent is nearest to. */
function nearestNode(
  parent: string,
  id: string,
  placed: readonly PlacedRow[],
  stored: readonly StoredNode[],
): string | null {
  const plan = id.slice(0, id.indexOf('/'));
  const others = [...placed, ...stored].filter((node) => node.reference === plan && node.id !== id);
  return nearest(
    parent,
    others.slice(0, 2_000).flatMap(({ code, title }) => [title, code]),
  );
}

/** Would this node stand below itself? */
export function isUnderItself(id: string, parents: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  for (let above = parents.get(id); above !== undefined && !seen.has(above); above = parents.get(above)) {
    if (above === id) return true;
    seen.add(above);
  }
  return false;
}
