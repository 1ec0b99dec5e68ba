import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../../db/sql.js';
import type { LandingContext } from '../dataset.js';
import type { RowPlace } from '../report/problem.js';
import { nearestCode } from '../report/suggestion.js';

/** Which of these references are conventions of the hub. */
async function knownConventions(
  em: SqlEntityManager,
  references: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await rows(
    em,
    'knownConventions',
    sql<{ reference: string }>`select reference from convention where reference = any(${references})`,
  );
  return new Set(found.map(({ reference }) => reference));
}

/** References of the conventions that begin as these do: a misspelt one is compared with them. */
async function referencesLike(em: SqlEntityManager, missing: readonly string[]): Promise<string[]> {
  const openings = [...new Set(missing.map((reference) => reference.slice(0, 2)))];
  const found = await rows(
    em,
    'referencesLike',
    sql<{ reference: string }>`
      select reference from convention where left(reference, 2) = any(${openings}) order by reference limit 500`,
  );
  return found.map(({ reference }) => reference);
}

/** Conventions that do not name the territory which a source was registered for, nor any part of it, nor lie in it. */
async function conventionsOutside(
  { em, within }: LandingContext,
  references: readonly string[],
): Promise<ReadonlySet<string>> {
  if (within === null) return new Set();
  const found = await rows(
    em,
    'conventionsOutside',
    sql<{ reference: string }>`
      select reference from convention c where reference = any(${references})
        and not exists (select from convention_territory t
                        where t.convention_reference = c.reference and t.territory_id = ${within})
        -- The convention of a commune names no territory but its département: its perimeter says whose it is.
        and not (exists (select from perimeter_member m where m.convention_reference = c.reference)
                 and not exists (select from perimeter_member m
                                 where m.convention_reference = c.reference
                                   and not exists (select from territory_part inside
                                                   where inside.whole_id = ${within}
                                                     and inside.part_id = m.territory_id)))`,
  );
  return new Set(found.map(({ reference }) => reference));
}

/** Conventions that name the territory which a source was registered for: its own, wherever their communes lie. */
export async function conventionsNaming(
  em: SqlEntityManager,
  within: string | null,
  references: readonly string[],
): Promise<ReadonlySet<string>> {
  if (within === null) return new Set();
  const found = await rows(
    em,
    'conventionsNaming',
    sql<{ reference: string }>`
      select convention_reference as "reference" from convention_territory
      where convention_reference = any(${references}) and territory_id = ${within}`,
  );
  return new Set(found.map(({ reference }) => reference));
}

interface ConventionRow {
  readonly at: RowPlace;
  readonly values: { readonly reference: string };
}

/** Keeps out the rows that would write over a convention of elsewhere. */
export async function rowsOfOwnConventions<R extends ConventionRow>(
  read: readonly R[],
  context: LandingContext,
): Promise<readonly R[]> {
  if (context.within === null) return read;
  const outside = await conventionsOutside(
    context,
    read.map(({ values }) => values.reference),
  );
  return read.filter(
    ({ at, values: { reference } }) => !outside.has(reference) || sayOutside(at, reference, context),
  );
}

function sayOutside(
  at: RowPlace,
  reference: string,
  { territories, within, report }: LandingContext,
): boolean {
  const detail = territories.byId(within ?? '')?.name ?? '';
  return report.say(at, 'reference', 'OUTSIDE_SOURCE', `la convention ${reference}`, { detail });
}

/** Keeps the rows of conventions that the hub knows, and says which of the others it does not. */
export async function rowsOfKnownConventions<R extends ConventionRow>(
  read: readonly R[],
  context: LandingContext,
): Promise<R[]> {
  const { em, report } = context;
  const wanted = [...new Set(read.map(({ values }) => values.reference))];
  const known = await knownConventions(em, wanted);
  const missing = wanted.filter((reference) => !known.has(reference));
  const near = missing.length === 0 ? [] : await referencesLike(em, missing);
  const outside = await conventionsOutside(context, [...known]);
  return read.filter(({ at, values: { reference } }) => {
    if (!known.has(reference)) {
      return report.say(at, 'reference', 'UNKNOWN_CONVENTION', reference, {
        suggestion: nearestCode(reference, near),
      });
    }
    return !outside.has(reference) || sayOutside(at, reference, context);
  });
}
