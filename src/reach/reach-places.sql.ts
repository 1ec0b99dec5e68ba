import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../db/sql.js';

/** Rights of a viewer who sees but some territories. */
export interface Reach {
  /** Digest of the territories: the same for all who see the same. */
  readonly rights: string;
  /** Keys of the territories that were granted: départements, EPCI, communes. */
  readonly territories: readonly string[];
}

/** Is it known what these viewers see? */
export async function isReachKnown(em: SqlEntityManager, { rights }: Reach): Promise<boolean> {
  const [found] = await rows(
    em,
    'isReachKnown',
    sql<{ known: boolean }>`
      select exists (select from public.reach_place where rights = ${rights}) as known`,
  );
  return found?.known ?? false;
}

/** Works out what is seen of each territory: all, what is its own, or what lies in it and was granted. */
export async function makeReach(em: SqlEntityManager, { rights, territories }: Reach): Promise<void> {
  await rows(
    em,
    'makeReach',
    sql`
      insert into public.reach_place (rights, territory_id, is_whole, is_own)
      with part as materialized (
        select distinct part_id from public.territory_part where whole_id = any(${[...territories]}::text[])
      )
      select ${rights}, seen.id, seen.parts = whole.parts, part.part_id is not null
      from (
        select p.whole_id as id, count(*) as parts from part join public.territory_part p using (part_id) group by p.whole_id
      ) seen
      cross join lateral (select count(*) as parts from public.territory_part w where w.whole_id = seen.id) whole
      left join part on part.part_id = seen.id
      on conflict do nothing`,
  );
}

/** Forgets what anybody sees: the territories have changed. */
export async function forgetReach(em: SqlEntityManager): Promise<void> {
  await rows(em, 'forgetReach', sql`delete from public.reach_place`);
}
