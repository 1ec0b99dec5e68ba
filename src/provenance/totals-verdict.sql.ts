import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../db/sql.js';

/** Somebody who asked, or the hub by itself. */
export type Checker = 'REQUEST' | 'HUB';

/** The last comparison of the kept figures with what they come from. */
export interface Verdict {
  /** ISO 8601, UTC. */
  readonly checkedAt: string;
  readonly checkedBy: Checker;
  /** Of the data that were compared. */
  readonly revision: number;
  /** Rows that differ, by table; empty when all was right. */
  readonly wrong: Readonly<Record<string, number>>;
}

/** Null on a base that nobody has compared yet. */
export async function lastVerdict(em: SqlEntityManager): Promise<Verdict | null> {
  const [verdict] = await rows(
    em,
    'lastVerdict',
    sql<Verdict>`
      select to_char(checked_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as "checkedAt",
             checked_by as "checkedBy", revision, wrong
      from totals_verdict`,
  );
  return verdict ?? null;
}

/** @param counts rows that differ, of every table that was compared */
export async function keepVerdict(
  em: SqlEntityManager,
  checkedBy: Checker,
  revision: number,
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  const wrong = Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
  await rows(
    em,
    'keepVerdict',
    sql`
      insert into totals_verdict (id, checked_at, checked_by, revision, wrong)
      values (1, now(), ${checkedBy}, ${revision}, ${JSON.stringify(wrong)}::jsonb)
      on conflict (id) do update
      set checked_at = excluded.checked_at, checked_by = excluded.checked_by, revision = excluded.revision,
          wrong = excluded.wrong`,
  );
}

/** The revision of the data as they are. */
export async function currentRevision(em: SqlEntityManager): Promise<number> {
  const [found] = await rows(
    em,
    'currentRevision',
    sql<{ revision: number }>`select coalesce(max(revision), 0) as revision from batch`,
  );
  return found?.revision ?? 0;
}
