import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../../db/sql.js';
import type { Role } from '../../viewer.js';

/** What a key that somebody sends is checked against. */
export interface CheckedKey {
  readonly name: string;
  readonly role: Role;
  readonly territoryIds: string[];
  readonly datasets: string[] | null;
  readonly secretHash: string;
  readonly previousHash: string | null;
  /** Milliseconds for which each secret is taken still: 0 or less when it is not any more. */
  readonly left: number;
  readonly previousLeft: number;
}

/** A key by the part of it that is no secret; expired and revoked ones too, which cost the same as the others. */
export async function keyToCheck(em: SqlEntityManager, id: string): Promise<CheckedKey | null> {
  const [found] = await rows(
    em,
    'keyToCheck',
    sql<CheckedKey>`
      select k.name, k.role, k.territory_ids as "territoryIds", k.datasets, k.secret_hash as "secretHash",
             k.previous_hash as "previousHash",
             case when k.revoked_at is null then extract(epoch from k.expires_at - now()) * 1000 else 0 end::float8
               as "left",
             case when k.revoked_at is null and k.previous_until is not null
               then extract(epoch from k.previous_until - now()) * 1000 else 0 end::float8 as "previousLeft"
      from access_key k where k.id = ${id}`,
  );
  return found ?? null;
}

/** To the minute: whoever asks a hundred times a second does not write a hundred times a second. */
export async function noteKeyUse(em: SqlEntityManager, id: string): Promise<void> {
  await rows(
    em,
    'noteKeyUse',
    sql`
      update access_key set last_used_at = now()
      where id = ${id} and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
  );
}
