import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { type Listed, slicesByParent, wholeHub } from '../../db/slices.js';
import { rows } from '../../db/sql.js';
import { emptySlice, type ListOrder, type Page } from '../../graphql/page.js';
import type { DatasetName } from '../../provenance/dataset-name.js';
import type { Role } from '../../viewer.js';
import type { AccessKey } from './access-key.entity.js';
import type { AccessKeyState } from './access-key.rules.js';

/** A key as the API reads it: nothing of its secret. Instants are text. */
export interface AccessKeyRow extends Pick<AccessKey, 'id' | 'name' | 'createdBy' | 'revokedBy'> {
  readonly role: Role;
  readonly territoryIds: string[];
  readonly datasets: DatasetName[] | null;
  readonly state: AccessKeyState;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly renewedAt: string | null;
  readonly previousUntil: string | null;
  readonly revokedAt: string | null;
  readonly lastUsedAt: string | null;
}

const columns = sql`
  k.id, k.name, k.role, k.territory_ids as "territoryIds", k.datasets, k.created_by as "createdBy",
  k.created_at as "createdAt", k.expires_at as "expiresAt", k.renewed_at as "renewedAt", k.revoked_at as "revokedAt",
  k.revoked_by as "revokedBy", k.last_used_at as "lastUsedAt",
  case when k.previous_until > now() and k.revoked_at is null then k.previous_until end as "previousUntil",
  case when k.revoked_at is not null then 'REVOKED' when k.expires_at <= now() then 'EXPIRED' else 'LIVE' end as "state"`;

export const accessKeyOrder: ListOrder = {
  list: 'accessKeys',
  keys: [
    { column: 'name', type: 'text' },
    { column: 'id', type: 'text' },
  ],
};

/** Every key of the hub, by name. */
export async function allAccessKeys(em: SqlEntityManager, page: Page) {
  const slices = await slicesByParent(
    em,
    'allAccessKeys',
    sql<AccessKeyRow & Listed>`select ${wholeHub}::text as "parent", ${columns} from access_key k`,
    accessKeyOrder,
    page,
  );
  return slices.get(wholeHub) ?? emptySlice<AccessKeyRow>();
}

export async function accessKeyById(em: SqlEntityManager, id: string): Promise<AccessKeyRow | null> {
  const [found] = await rows(
    em,
    'accessKeyById',
    sql<AccessKeyRow>`select ${columns} from access_key k where k.id = ${id}`,
  );
  return found ?? null;
}

export interface NewAccessKey {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly territoryIds: readonly string[];
  readonly datasets: readonly DatasetName[] | null;
  readonly secretHash: string;
  readonly createdBy: string;
  readonly lifetimeDays: number;
}

export async function insertAccessKey(em: SqlEntityManager, key: NewAccessKey): Promise<void> {
  const { id, name, role, territoryIds, datasets, secretHash, createdBy, lifetimeDays } = key;
  await rows(
    em,
    'insertAccessKey',
    sql`
      insert into access_key (id, name, role, territory_ids, datasets, secret_hash, created_by, created_at, expires_at)
      values (${id}, ${name}, ${role}, ${territoryIds}::text[], ${datasets}::text[], ${secretHash}, ${createdBy}, now(),
              now() + ${days(lifetimeDays)})`,
  );
}

/** Gives a key another secret. The one it had is taken for a while still, but never longer than it would have been. */
export async function renewAccessKey(
  em: SqlEntityManager,
  id: string,
  secretHash: string,
  lifetimeDays: number,
  overlapHours: number,
): Promise<void> {
  await rows(
    em,
    'renewAccessKey',
    sql`
      update access_key
      set previous_hash = secret_hash, secret_hash = ${secretHash}, renewed_at = now(),
          previous_until = least(expires_at, now() + ${overlapHours}::int * interval '1 hour'),
          expires_at = now() + ${days(lifetimeDays)}
      where id = ${id} and revoked_at is null`,
  );
}

/** Whoever revoked it first stays the one who did. */
export async function revokeAccessKey(em: SqlEntityManager, id: string, by: string): Promise<void> {
  await rows(
    em,
    'revokeAccessKey',
    sql`update access_key set revoked_at = now(), revoked_by = ${by} where id = ${id} and revoked_at is null`,
  );
}

const days = (count: number): RawBuilder<unknown> => sql`${count}::int * interval '1 day'`;
