import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { rows } from '../db/sql.js';
import type { PopulationBand } from './population-band.rules.js';
import { populationBand } from './population-band.sql.js';
import { TerritoryKind } from './territory.rules.js';

/** The only communes that a table counts: of any of some territories (their keys), and of any of some bands; null for all. */
export interface TableFilter {
  readonly territories: readonly string[] | null;
  readonly bands: readonly PopulationBand[] | null;
}

export const isFiltered = ({ territories, bands }: TableFilter): boolean =>
  territories !== null || bands !== null;

/**
 * Condition on a territory `t`, a commune or an EPCI: a filter keeps it. An EPCI is of the territories that it counts in, and of no
 * band.
 */
export function isKept({ territories, bands }: TableFilter, t: string): RawBuilder<unknown> {
  const conditions = [
    territories === null
      ? sql`true`
      : sql`${sql.ref(`${t}.id`)} in (select kept.part_id from territory_part kept where kept.whole_id = any(${territories}))`,
    bands === null ? sql`true` : sql`${populationBand(sql.ref(t))} = any(${bands})`,
  ];
  return sql`(${sql.join(conditions, sql` and `)})`;
}

/** Have some territories no commune in another one? Then a table of that one counts nothing of them. */
export async function areOutside(em: SqlEntityManager, territories: readonly string[], withinId: string) {
  const [found] = await rows(
    em,
    'areOutside',
    sql<{ outside: boolean }>`
      select not exists (
        select from territory_part asked join territory_part held on held.part_id = asked.part_id and held.whole_id = ${withinId}
        where asked.whole_id = any(${territories}) and asked.part_kind = ${TerritoryKind.COMMUNE}
      ) as outside`,
  );
  return found?.outside ?? false;
}

/** Select of the communes that a filter keeps, wherever they are: what they are, and are in. */
export const keptCommunes = (filter: TableFilter): RawBuilder<unknown> => sql`
  select c.id, c.population, c.epci_id, c.department_id, c.region_id
  from territory c
  where c.kind = ${TerritoryKind.COMMUNE} and ${isKept(filter, 'c')}`;
