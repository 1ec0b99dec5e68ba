import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../db/sql.js';
import { foldName, TerritoryKind, territoryId } from '../territory/territory.rules.js';

interface IndexedTerritory {
  readonly id: string;
  readonly kind: TerritoryKind;
  readonly code: string;
  readonly name: string;
  readonly searchName: string;
  readonly departmentId: string | null;
  readonly epciId: string | null;
  readonly regionId: string | null;
}

/** A territory found from what a file says, and what it was found by when that is not its own code. */
export interface FoundTerritory {
  readonly territory: IndexedTerritory;
  readonly successorOf: string | null;
}

/** All territories in memory while a file is checked: thousands of look-ups without a query each. */
export class TerritoryIndex {
  readonly #byId = new Map<string, IndexedTerritory>();
  /** Successors of a code: several when a commune was split, and then none is taken. */
  readonly #aliases = new Map<string, Set<string>>();
  readonly #byName = new Map<string, IndexedTerritory[]>();
  readonly #members = new Map<string, IndexedTerritory[]>();

  static async read(em: SqlEntityManager): Promise<TerritoryIndex> {
    const index = new TerritoryIndex();
    const territories = await rows(
      em,
      'indexTerritories',
      sql<IndexedTerritory>`
        select id, kind, code, name, search_name as "searchName", department_id as "departmentId", epci_id as "epciId",
               region_id as "regionId"
        from territory order by id`,
    );
    for (const territory of territories) index.#add(territory);
    const aliases = await rows(
      em,
      'indexAliases',
      sql<{
        code: string;
        territoryId: string;
      }>`select code, territory_id as "territoryId" from territory_alias`,
    );
    for (const { code, territoryId } of aliases) {
      index.#aliases.set(code, (index.#aliases.get(code) ?? new Set()).add(territoryId));
    }
    return index;
  }

  #add(territory: IndexedTerritory): void {
    this.#byId.set(territory.id, territory);
    push(this.#byName, `${territory.kind} ${territory.searchName}`, territory);
    if (territory.kind === TerritoryKind.COMMUNE && territory.epciId)
      push(this.#members, territory.epciId, territory);
  }

  byId(id: string): IndexedTerritory | undefined {
    return this.#byId.get(id);
  }

  find(kind: TerritoryKind, code: string): FoundTerritory | null {
    const found = this.#byId.get(territoryId(kind, code));
    if (found) return { territory: found, successorOf: null };
    const successors = kind === TerritoryKind.COMMUNE ? [...(this.#aliases.get(code) ?? [])] : [];
    const successor = successors.length === 1 ? this.#byId.get(successors[0] ?? '') : undefined;
    return successor ? { territory: successor, successorOf: code } : null;
  }

  /** The one territory of a kind with this name, in a département if one is given; null when none or several. */
  findByName(kind: TerritoryKind, name: string, departmentId: string | null): IndexedTerritory | null {
    const found = (this.#byName.get(`${kind} ${foldName(name)}`) ?? []).filter(
      (each) => departmentId === null || each.departmentId === departmentId,
    );
    return found.length === 1 ? (found[0] ?? null) : null;
  }

  /** A territory and all that contains it, the country apart. */
  containersOf(id: string): string[] {
    const territory = this.#byId.get(id);
    if (!territory) return [];
    const { epciId, departmentId, regionId } = territory;
    return [id, epciId, departmentId, regionId].filter((each) => each !== null);
  }

  membersOf(epciId: string): readonly IndexedTerritory[] {
    return this.#members.get(epciId) ?? [];
  }
}

function push<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
