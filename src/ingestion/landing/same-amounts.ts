import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../../db/sql.js';
import { joiningAtOnce } from '../../db/touched.js';
import { shownEuros } from '../columns/amounts.js';
import type { RowPlace } from '../report/problem.js';
import type { Report } from '../report/report.js';
import type { Amounts } from './overlaps.sql.js';

/** Beyond these, reading all amounts costs less than looking up each. */
const many = 2_000;

interface SameAmount extends RowPlace {
  readonly cents: string;
  readonly revision: number;
}

/**
 * Says of a new amount that the base holds one that is the same in everything but its identifier, and that the file does not
 * bring: the same file with identifiers and then without, or under another numbering. Both may be right, so both count.
 */
export async function tellSameAmounts(
  em: SqlEntityManager,
  { staged, target, key, scope, breakdown }: Amounts,
  stagedRows: number,
  report: Report,
): Promise<void> {
  const list = (alias: string) => sql.join(scope.map((name) => sql.ref(`${alias}.${name}`)));
  const column = (alias: string, name: string) => sql.ref(`${alias}.${name}`);
  const sameWords = breakdown.by.map(
    ({ column: name }) => sql`${column('t', name)} is not distinct from ${column('s', name)}`,
  );
  let same: SameAmount[] = [];
  // The planner takes what is staged for few rows, and would compare all of them with all.
  await joiningAtOnce(em, stagedRows > many, async () => {
    same = await rows(
      em,
      'sameAmounts',
      sql<SameAmount>`
      select s.source_sheet as sheet, s.source_line as line, ${column('s', breakdown.amount)}::text as cents,
             max(t.batch_revision) as revision
      from ${staged} s
      join ${target} t on (${list('t')}) = (${list('s')}) and ${column('t', breakdown.amount)} = ${column('s', breakdown.amount)}
        and ${sql.join(sameWords, sql` and `)}
      where ${column('s', breakdown.setAside)} is null and ${column('t', breakdown.setAside)} is null
        and ${column('s', breakdown.amount)} <> 0
        and not exists (select from ${staged} kept where ${column('kept', key)} = ${column('t', key)})
        and not exists (select from ${target} known where ${column('known', key)} = ${column('s', key)})
      group by s.row_number, s.source_sheet, s.source_line, ${column('s', breakdown.amount)}
      order by s.row_number`,
    );
  });
  for (const { cents, revision, ...at } of same) {
    const detail = `chargement n° ${revision}`;
    report.say(at, breakdown.column, 'SAME_AMOUNT_KNOWN', shownEuros(Number(cents)), { detail });
  }
}
