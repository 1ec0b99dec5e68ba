import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { type Listed, slicesByParent, wholeHub } from '../db/slices.js';
import { groupBy, rows } from '../db/sql.js';
import type { ListOrder, Page } from '../graphql/page.js';
import type { CommuneFilter } from './territory.input.js';
import { type AliasKind, foldName, TerritoryKind } from './territory.rules.js';
import type { TerritoryRow, VintageType } from './territory.type.js';

const columns = sql`
  t.id, t.kind, t.code, t.name, t.search_name as "searchName", t.population, t.siren, t.epci_type as "epciType",
  t.zone, t.postal_codes as "postalCodes", t.epci_id as "epciId", t.department_id as "departmentId",
  t.region_id as "regionId"`;

/** Those of `briefTerritoryFields`. */
const briefColumns = sql`t.id, t.kind, t.code, t.name, t.search_name as "searchName", t.population`;

/** Territories by internal key. */
export async function territoriesById(em: SqlEntityManager, ids: readonly string[]) {
  const found = await rows(
    em,
    'territoriesById',
    sql<TerritoryRow>`select ${columns} from territory t where t.id = any(${ids})`,
  );
  return new Map(found.map((territory) => [territory.id, territory]));
}

/** How many communes and EPCI are in a territory; null for one that is not seen. */
export async function territorySize(em: SqlEntityManager, id: string) {
  const [found] = await rows(
    em,
    'territorySize',
    sql<{ readonly communes: number; readonly epcis: number }>`
      select commune_count as "communes", epci_count as "epcis" from territory where id = ${id}`,
  );
  return found ?? null;
}

export interface AliasRow {
  readonly code: string;
  readonly territoryId: string;
  readonly kind: AliasKind;
  readonly name: string | null;
}

/**
 * What codes of yesterday, or of parts of communes, stand for: usually one commune, several when it was split.
 * A part comes first: it has a name.
 */
export async function aliasesByCode(em: SqlEntityManager, codes: readonly string[]) {
  const found = await rows(
    em,
    'aliasesByCode',
    sql<AliasRow>`
      select distinct on (code, territory_id) code, territory_id as "territoryId", kind, name
      from territory_alias
      where code = any(${codes})
      order by code, territory_id, name is null, kind`,
  );
  return groupBy(found, ({ code }) => code);
}

const byName = [
  { column: 'searchName', type: 'text' },
  { column: 'id', type: 'text' },
] as const;
export const communeOrder: ListOrder = { list: 'communes', keys: byName };
export const epciOrder: ListOrder = { list: 'epcis', keys: byName };
export const departmentOrder: ListOrder = { list: 'departments', keys: byName };

/** Communes of territories, by name; brief when no more is asked of them. */
export function communesOf(
  em: SqlEntityManager,
  wholes: readonly string[],
  {
    filter,
    page,
    isBrief,
  }: { readonly filter: CommuneFilter; readonly page: Page; readonly isBrief: boolean },
) {
  const name = filter.name == null ? null : `%${foldName(filter.name)}%`;
  const { minPopulation = null, maxPopulation = null } = filter;
  return slicesByParent(
    em,
    'communesOf',
    sql<TerritoryRow & Listed>`
      select part.whole_id as "parent", ${isBrief ? briefColumns : columns}
      from territory_part part join territory t on t.id = part.part_id
      where part.whole_id = any(${wholes})
        and part.part_kind = ${TerritoryKind.COMMUNE}
        and (${name}::text is null or t.search_name like ${name})
        and (${minPopulation}::int is null or t.population >= ${minPopulation}::int)
        and (${maxPopulation}::int is null or t.population <= ${maxPopulation}::int)`,
    communeOrder,
    page,
  );
}

/** EPCI with at least one commune in the territories, by name. */
export function epcisOf(em: SqlEntityManager, wholes: readonly string[], page: Page) {
  return slicesByParent(
    em,
    'epcisOf',
    sql<TerritoryRow & Listed>`
      select touched.whole_id as "parent", ${columns}
      from (
        select distinct part.whole_id, commune.epci_id
        from territory_part part join territory commune on commune.id = part.part_id
        where part.whole_id = any(${wholes}) and part.part_kind = ${TerritoryKind.COMMUNE}
      ) touched join territory t on t.id = touched.epci_id`,
    epciOrder,
    page,
  );
}

/** The départements where EPCI have communes, the one with most of their people first. */
export async function departmentsTouched(em: SqlEntityManager, epciIds: readonly string[]) {
  const found = await rows(
    em,
    'departmentsTouched',
    sql<TerritoryRow & { epci: string }>`
      select touched.epci_id as "epci", ${columns}
      from (
        select epci_id, department_id, sum(population) as people
        from territory
        where kind = ${TerritoryKind.COMMUNE} and epci_id = any(${epciIds})
        group by epci_id, department_id
      ) touched join territory t on t.id = touched.department_id
      order by touched.epci_id, touched.people desc, t.code`,
  );
  return groupBy(found, ({ epci }) => epci);
}

/** Départements of régions, or of the country, by name. */
export function departmentsOf(em: SqlEntityManager, wholes: readonly string[], page: Page) {
  return slicesByParent(
    em,
    'departmentsOf',
    sql<TerritoryRow & Listed>`
      select whole.id as "parent", ${columns}
      from territory whole
      join territory t on t.kind = ${TerritoryKind.DEPARTMENT}
                      and (t.region_id = whole.id or whole.kind = ${TerritoryKind.COUNTRY})
      where whole.id = any(${wholes})`,
    departmentOrder,
    page,
  );
}

export type MatchRow = TerritoryRow &
  Listed & {
    readonly matchedName: string;
    readonly alias: AliasKind | null;
    readonly distance: number;
    readonly order: number;
  };

export const matchOrder: ListOrder = {
  list: 'searchTerritories',
  keys: [
    { column: 'distance', type: 'int' },
    { column: 'order', type: 'int' },
    { column: 'id', type: 'text' },
  ],
};

/**
 * Territories whose name, or a former or partial name, contains the text: exact first, then those that begin
 * with it, then those with a word that does, then the rest; the most populated first. A territory comes once, by
 * the name that matches best.
 */
export async function searchTerritories(
  em: SqlEntityManager,
  text: string,
  kinds: readonly TerritoryKind[],
  departmentId: string | null,
  page: Page,
) {
  const folded = foldName(text);
  const slices = await slicesByParent(
    em,
    'searchTerritories',
    sql<MatchRow>`
      select distinct on (t.id)
             ${wholeHub}::text as "parent", ${columns}, name.shown as "matchedName", name.alias as "alias",
             case when name.folded = ${folded}::text then 0
                  when name.folded like ${`${folded}%`} then 1
                  when ' ' || name.folded like ${`% ${folded}%`} then 2
                  else 3 end as "distance",
             -coalesce(t.population, 0) as "order"
      from (
        select id as territory_id, name as shown, search_name as folded, null::text as alias from territory
        union
        select territory_id, name, search_name, kind from territory_alias where name is not null
      ) name
      join territory t on t.id = name.territory_id
      where name.folded like ${`%${folded}%`}
        and t.kind = any(${kinds})
        and (${departmentId}::text is null or t.department_id = ${departmentId} or t.id = ${departmentId})
      order by t.id, "distance", name.alias nulls first, name.shown`,
    matchOrder,
    page,
  );
  return slices.get(wholeHub);
}

/** The vintage that the territories follow. */
export async function currentVintage(em: SqlEntityManager): Promise<VintageType> {
  const [vintage] = await rows(
    em,
    'currentVintage',
    sql<VintageType>`
      select year, commune_source as "communeSource", epci_source as "epciSource",
             population_year as "populationYear", population_source as "populationSource", licence
      from vintage order by year desc limit 1`,
  );
  if (!vintage) throw new Error('The base holds no territory vintage');
  return vintage;
}
