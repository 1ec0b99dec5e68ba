import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../../db/sql.js';
import type { LandingContext } from '../dataset.js';

/** Which of these references are conventions of the hub. */
async function knownConventions(
  em: SqlEntityManager,
  references: readonly string[],
): Promise<ReadonlySet<string>> {
  const wanted = [...new Set(references)];
  const found = await rows(
    em,
    'knownConventions',
    sql<{ reference: string }>`select reference from convention where reference = any(${wanted})`,
  );
  return new Set(found.map(({ reference }) => reference));
}

interface ConventionRow {
  readonly line: number;
  readonly values: { readonly reference: string };
}

/** Keeps the rows of conventions that the hub knows, and says which of the others it does not. */
export async function rowsOfKnownConventions<R extends ConventionRow>(
  read: readonly R[],
  { em, report }: LandingContext,
): Promise<R[]> {
  const known = await knownConventions(
    em,
    read.map(({ values }) => values.reference),
  );
  return read.filter(
    ({ line, values }) =>
      known.has(values.reference) ||
      report.say(line, 'convention_ref', 'UNKNOWN_CONVENTION', values.reference),
  );
}
