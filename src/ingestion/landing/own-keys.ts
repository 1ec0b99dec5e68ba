import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { rows, written } from '../../db/sql.js';
import type { RowPlace } from '../report/problem.js';
import type { Report } from '../report/report.js';
import { ownKeyMark } from './derived-key.js';
import { isTold, type Reach, refuseTaken, type Strays } from './refuse-strays.js';

const made = sql.lit(`${ownKeyMark}%`);
const ownOf = (key: RawBuilder<unknown>) => sql`${sql.lit(ownKeyMark)} || s.territory_id || '/' || ${key}`;

/**
 * A row of a template may name any record in its hidden cells: of those of elsewhere nothing is told, as if they were not there.
 */
async function forgetUntold(
  em: SqlEntityManager,
  { staged, target, key }: Strays,
  reach: Reach,
): Promise<void> {
  if (!reach.isBound) return;
  await rows(
    em,
    'forgetUntold',
    sql`update ${staged} s set template_key = null, template_revision = null from ${target} t
        where t.${sql.ref(key)} = s.template_key and not ${isTold(reach)}`,
  );
}

/** Rows of a record that the hub knows under its territory's own identifier find it by that, whoever loads them. */
async function findOwnRecords(em: SqlEntityManager, { staged, target, key }: Strays): Promise<boolean> {
  const column = sql.ref(key);
  const [found] = await rows(
    em,
    'anyOwnKey',
    sql<{ any: boolean }>`select exists (select from ${target} where ${column} like ${made}) as any`,
  );
  if (!found?.any) return false;
  await rows(
    em,
    'findOwnRecords',
    sql`update ${staged} s set ${column} = t.${column} from ${target} t
        where t.${column} = ${ownOf(sql`s.${column}`)} and s.${column} not like '~%'`,
  );
  return true;
}

interface Taken extends RowPlace {
  readonly key: string;
  readonly owner: string;
}

/** Keeps out the rows whose identifier is another territory's own, which whoever loads may know of: an amount that has moved counts once. */
async function refuseOwnOfOthers(
  em: SqlEntityManager,
  { staged, target, key }: Strays,
  reach: Reach,
  report: Report,
): Promise<void> {
  const column = sql.ref(key);
  const stated = sql`substr(t.${column}, strpos(t.${column}, '/') + 1)`;
  const taken = await rows(
    em,
    'takenOwnKeys',
    sql<Taken>`
      with taken as (
        delete from ${staged} s using ${target} t
        where t.${column} like ${made} and ${stated} = s.${column} and s.${column} not like '~%'
          and t.territory_id <> s.territory_id and ${isTold(reach)}
          and not exists (select from ${target} own where own.${column} = s.${column} and own.territory_id = s.territory_id)
        returning s.source_sheet as sheet, s.source_line as line, s.${column} as key, t.territory_id, s.row_number
      )
      select k.sheet, k.line, k.key, owner.name || ' (' || owner.code || ')' as owner
      from taken k join territory owner on owner.id = k.territory_id order by k.row_number`,
  );
  for (const { sheet, line, key: value, owner } of taken)
    report.say({ sheet, line }, null, 'KEY_TAKEN', value, { detail: owner });
}

/**
 * Identifiers of new records, given by who sees but some territories, are their territory's own: whether elsewhere has the same one
 * changes nothing, so that nobody finds out by trying.
 */
async function makeOwnKeys(em: SqlEntityManager, { staged, target, key }: Strays): Promise<number> {
  const column = sql.ref(key);
  return written(
    em,
    'makeOwnKeys',
    sql`update ${staged} s set ${column} = ${ownOf(sql`s.${column}`)}
        where s.${column} not like '~%'
          and not exists (select from ${target} t where t.${column} = s.${column} and t.territory_id = s.territory_id)`,
  );
}

/** Whose record each row is of, where two territories that number theirs from 1 have the same identifiers. */
export async function settleKeys(
  em: SqlEntityManager,
  strays: Strays,
  { hasOwnKeys = false }: { readonly hasOwnKeys?: boolean },
  reach: Reach,
  report: Report,
): Promise<void> {
  await forgetUntold(em, strays, reach);
  const anyOwn = hasOwnKeys && (await findOwnRecords(em, strays));
  await refuseTaken(em, strays, reach, report);
  if (anyOwn) await refuseOwnOfOthers(em, strays, reach, report);
  if (hasOwnKeys && reach.isBound) await makeOwnKeys(em, strays);
}
