import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../db/sql.js';
import type { Marks, SourceDefinition } from './fetched.js';

/** A source whose turn has come, and the host that it would ask. */
export interface DueSource {
  readonly id: string;
  readonly host: string;
}

/** Sources whose turn has come, the longest waiting first. */
export async function dueSources(em: SqlEntityManager): Promise<readonly DueSource[]> {
  const due = await rows(
    em,
    'dueSources',
    sql<{ id: string; url: string }>`
      select id, url from source where enabled and next_attempt_at <= now() order by next_attempt_at, id limit 500`,
  );
  return due.map(({ id, url }) => ({ id, host: new URL(url).host }));
}

/** Is any source to be pulled, now or later? */
export async function hasSources(em: SqlEntityManager): Promise<boolean> {
  const [found] = await rows(
    em,
    'hasSources',
    sql<{ any: boolean }>`select exists (select from source where enabled) as "any"`,
  );
  return found?.any ?? false;
}

/** Begins an attempt; null when the source is gone, paused, or no longer due. */
export async function beginAttempt(em: SqlEntityManager, id: string): Promise<SourceDefinition | null> {
  const [source] = await rows(
    em,
    'beginAttempt',
    sql<SourceDefinition>`
      update source s set last_attempt_at = now(), version = version + 1
      from territory t
      where s.id = ${id} and t.id = s.territory_id and s.enabled and s.next_attempt_at <= now()
      returning s.id, s.name, s.territory_id as "territoryId", t.kind as "territoryKind", t.code as "territoryCode",
                s.kind, s.dataset, s.url, s.options, s.key_variable as "keyVariable", s.strategy, s.interval_minutes as "intervalMinutes", s.version,
                s.failures, s.etag, s.last_modified as "lastModified", s.remote_revision as "remoteRevision"`,
  );
  return source ?? null;
}

/** Is this attempt still the one that counts? Not when its source was changed or removed meanwhile. */
export async function isCurrent(
  em: SqlEntityManager,
  { id, version }: Pick<SourceDefinition, 'id' | 'version'>,
): Promise<boolean> {
  const found = await rows(
    em,
    'isCurrent',
    sql`select 1 from source where id = ${id} and version = ${version}`,
  );
  return found.length > 0;
}

/** @param revision the batch that the attempt made, or null when it changed nothing */
export async function recordSuccess(
  em: SqlEntityManager,
  { id, version, intervalMinutes }: SourceDefinition,
  { etag, lastModified, remoteRevision }: Marks,
  revision: number | null,
  problems: readonly unknown[] | null,
): Promise<void> {
  await rows(
    em,
    'recordSuccess',
    sql`
      update source
      set last_success_at = now(), failing_since = null, failures = 0, last_error_code = null, last_error_message = null,
          problems = coalesce(${problems === null ? null : JSON.stringify(problems)}::jsonb, problems),
          etag = ${etag}, last_modified = ${lastModified}, remote_revision = ${remoteRevision}::int,
          last_revision = coalesce(${revision}::int, last_revision),
          next_attempt_at = now() + make_interval(mins => ${intervalMinutes}::int)
      where id = ${id} and version = ${version}`,
  );
}

export interface FailureRecord {
  readonly code: string;
  readonly message: string;
  /** What the load said, when the file came. */
  readonly problems: readonly unknown[];
  readonly retrySeconds: number;
  readonly revision: number | null;
}

export async function recordFailure(
  em: SqlEntityManager,
  { id, version }: SourceDefinition,
  { code, message, problems, retrySeconds, revision }: FailureRecord,
): Promise<void> {
  await rows(
    em,
    'recordFailure',
    sql`
      update source
      set failing_since = coalesce(failing_since, now()), failures = failures + 1, last_error_code = ${code},
          last_error_message = ${message}, problems = ${JSON.stringify(problems)}::jsonb,
          last_revision = coalesce(${revision}::int, last_revision),
          next_attempt_at = now() + make_interval(secs => ${retrySeconds}::float8)
      where id = ${id} and version = ${version}`,
  );
}
