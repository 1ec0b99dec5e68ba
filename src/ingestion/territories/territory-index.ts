import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../../db/sql.js';
import { country, foldName, TerritoryKind, territoryId } from '../../territory/territory.rules.js';

export interface IndexedTerritory {
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

/** One index for each open base. */
const indexes = new WeakMap<object, { readonly revision: number; readonly index: TerritoryIndex }>();

/** All territories in memory while a file is checked: thousands of look-ups without a query each. */
export class TerritoryIndex {
  readonly #byId = new Map<string, IndexedTerritory>();
  /** Successors of a code: several when a commune was split, and then none is taken. */
  readonly #aliases = new Map<string, Set<string>>();
  readonly #byName = new Map<string, IndexedTerritory[]>();
  /** Communes by the name of one of their parts: a commune déléguée, say. */
  readonly #byPartName = new Map<string, IndexedTerritory[]>();
  readonly #members = new Map<string, IndexedTerritory[]>();

  /** The index of the base as it stands, read again only when the territories themselves were loaded again. */
  static async current(em: SqlEntityManager): Promise<TerritoryIndex> {
    const [newest] = await rows(
      em,
      'newestTerritories',
      sql<{ revision: number }>`
        select coalesce(max(revision), 0) as revision from batch where dataset = 'territories'`,
    );
    const revision = newest?.revision ?? 0;
    const known = indexes.get(em.config);
    if (known?.revision === revision) return known.index;
    const index = await TerritoryIndex.read(em);
    indexes.set(em.config, { revision, index });
    return index;
  }

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
        searchName: string | null;
      }>`select code, territory_id as "territoryId", search_name as "searchName" from territory_alias`,
    );
    for (const { code, territoryId, searchName } of aliases) {
      index.#aliases.set(code, (index.#aliases.get(code) ?? new Set()).add(territoryId));
      const whole = index.#byId.get(territoryId);
      if (searchName !== null && whole) push(index.#byPartName, searchName, whole);
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

  /** The one commune of a département that has a part with this name; null when none or several. */
  findByPartName(name: string, departmentId: string): IndexedTerritory | null {
    const found = new Set(
      (this.#byPartName.get(foldName(name)) ?? []).filter((each) => each.departmentId === departmentId),
    );
    return found.size === 1 ? ([...found][0] ?? null) : null;
  }

  /** The communes that a commune of yesterday was split into, or became a part of. */
  successorsOf(code: string): IndexedTerritory[] {
    return [...(this.#aliases.get(code) ?? [])]
      .map((id) => this.#byId.get(id))
      .filter((each) => each !== undefined)
      .toSorted((one, other) => one.code.localeCompare(other.code));
  }

  /** A territory and all that contains it, the country apart. */
  containersOf(id: string): string[] {
    const territory = this.#byId.get(id);
    if (!territory) return [];
    const { epciId, departmentId, regionId } = territory;
    return [id, epciId, departmentId, regionId].filter((each) => each !== null);
  }

  /** Names of the territories of a kind, in a département if one is given: what a misspelt name is compared with. */
  namesOf(kind: TerritoryKind, departmentId: string | null): string[] {
    return [...this.#byId.values()]
      .filter((each) => each.kind === kind && (departmentId === null || each.departmentId === departmentId))
      .map(({ name }) => name);
  }

  /**
   * The one code of a kind that differs from this one by two neighbours exchanged, in a département if one is given; null
   * when there is none, or several.
   */
  nearestCode(kind: TerritoryKind, code: string, departmentId: string | null): string | null {
    const near = new Set<string>();
    for (const variant of variantsOf(code)) {
      const found = this.#byId.get(territoryId(kind, variant));
      if (found && (departmentId === null || found.departmentId === departmentId)) near.add(variant);
    }
    return near.size === 1 ? ([...near][0] ?? null) : null;
  }

  /** Is a territory another one, or a part of it? */
  isWithin(id: string, whole: string): boolean {
    return whole === country.id || this.containersOf(id).includes(whole);
  }

  membersOf(epciId: string): readonly IndexedTerritory[] {
    return this.#members.get(epciId) ?? [];
  }
}

/** Slips of the hand: two characters exchanged. A single wrong digit has too many corrections to propose one. */
function variantsOf(code: string): string[] {
  const letters = [...code];
  return letters.slice(1).map((letter, index) => {
    const exchanged = [...letters];
    exchanged[index] = letter;
    exchanged[index + 1] = letters[index] ?? '';
    return exchanged.join('');
  });
}

function push<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
