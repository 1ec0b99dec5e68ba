import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { rows } from '../../db/sql.js';
import type { CheckContext } from '../dataset.js';
import type { RowPlace } from '../report/problem.js';
import type { Report } from '../report/report.js';

/** The staged rows, the table that they go to, its key, and the columns that say what a record is of. */
export interface Strays {
  readonly staged: RawBuilder<unknown>;
  readonly target: RawBuilder<unknown>;
  readonly key: string;
  readonly place: readonly string[];
}

/** Of which records whoever loads may be told: all, or those of the territory of the load. */
export type Reach = Pick<CheckContext, 'within' | 'isBound'>;

/** Condition on record `t`. */
export const isTold = ({ within, isBound }: Reach): RawBuilder<unknown> =>
  isBound
    ? sql`(t.territory_id = ${within}
           or exists (select from territory_part inside where inside.whole_id = ${within} and inside.part_id = t.territory_id))`
    : sql`true`;

interface Stray extends RowPlace {
  readonly key: string;
}

/**
 * Keeps out the rows whose identifier is already that of another territory's record: they would take its money away. Two
 * communes that number their rows from 1 have the same identifiers.
 */
export async function refuseTaken(
  em: SqlEntityManager,
  { staged, target, key }: Strays,
  reach: Reach,
  report: Report,
): Promise<void> {
  const taken = await rows(
    em,
    'takenKeys',
    sql<Stray & { owner: string }>`
      with taken as (
        delete from ${staged} s using ${target} t
        where t.${sql.ref(key)} = s.${sql.ref(key)} and t.territory_id <> s.territory_id and ${isTold(reach)}
        returning s.source_sheet as sheet, s.source_line as line, s.${sql.ref(key)} as key, t.territory_id, s.row_number
      )
      select k.sheet, k.line, k.key, owner.name || ' (' || owner.code || ')' as owner
      from taken k join territory owner on owner.id = k.territory_id order by k.row_number`,
  );
  for (const { sheet, line, key: value, owner } of taken) {
    report.say({ sheet, line }, null, 'KEY_TAKEN', value, { detail: owner });
  }
}

/**
 * Keeps out the rows of a template that would take their record to another territory or year, or that do not say which
 * revision they were made from: correcting a sector moves a record, typing another year over it makes a new one.
 */
export async function refuseMovedAway(
  em: SqlEntityManager,
  { staged, target, key, place }: Strays,
  report: Report,
): Promise<void> {
  const list = (alias: string) => sql.join(place.map((name) => sql.ref(`${alias}.${name}`)));
  const moved = await rows(
    em,
    'movedAway',
    sql<Stray>`
      with moved as (
        delete from ${staged} s using ${target} t
        where t.${sql.ref(key)} = s.template_key and s.template_key <> s.${sql.ref(key)}
          and (s.template_revision is null or (${list('t')}) is distinct from (${list('s')}))
        returning s.source_sheet as sheet, s.source_line as line, s.template_key as key, s.row_number
      )
      select sheet, line, key from moved order by row_number`,
  );
  for (const { sheet, line, key: value } of moved) {
    report.say({ sheet, line }, null, 'KEY_CHANGED', value);
  }
}
