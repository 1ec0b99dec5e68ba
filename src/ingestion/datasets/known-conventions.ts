import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { rows } from '../../db/sql.js';
import type { LandingContext } from '../dataset.js';
import type { RowPlace } from '../report/problem.js';
import { nearestCode } from '../report/suggestion.js';

/**
 * Is convention `c` one that whoever loads may know of? Who sees but some territories sees the conventions that touch them, and must
 * not tell any other from one that is not there.
 */
function isTold({ within, isBound }: LandingContext): RawBuilder<unknown> {
  if (!isBound) return sql`true`;
  return sql`
    exists (select from convention_place place
            where place.reference = c.reference
              and (place.territory_id = ${within}
                   or exists (select from territory_part inside
                              where inside.whole_id = ${within} and inside.part_id = place.territory_id)))`;
}

/** Which of these references are conventions of the hub, that whoever loads may know of. */
export async function toldConventions(
  context: LandingContext,
  references: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = await rows(
    context.em,
    'knownConventions',
    sql<{ reference: string }>`
      select reference from convention c where reference = any(${references}) and ${isTold(context)}`,
  );
  return new Set(found.map(({ reference }) => reference));
}

/** References of the conventions that begin as these do: a misspelt one is compared with them. */
async function referencesLike(context: LandingContext, missing: readonly string[]): Promise<string[]> {
  const openings = [...new Set(missing.map((reference) => reference.slice(0, 2)))];
  const found = await rows(
    context.em,
    'referencesLike',
    sql<{ reference: string }>`
      select reference from convention c where left(reference, 2) = any(${openings}) and ${isTold(context)}
      order by reference limit 500`,
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

/**
 * Keeps out the rows that would write over a convention of elsewhere. A reference is that of one convention, so that a new one cannot
 * bear it: of one that they may not know of, they are told that much and no more.
 */
export async function rowsOfOwnConventions<R extends ConventionRow>(
  read: readonly R[],
  context: LandingContext,
): Promise<readonly R[]> {
  if (context.within === null) return read;
  const wanted = read.map(({ values }) => values.reference);
  const outside = await conventionsOutside(context, wanted);
  if (outside.size === 0) return read;
  const told = await toldConventions(context, [...outside]);
  return read.filter(({ at, values: { reference } }) => {
    if (!outside.has(reference)) return true;
    if (told.has(reference)) return sayOutside(at, reference, context);
    return context.report.say(at, 'reference', 'REFERENCE_TAKEN', reference);
  });
}

function sayOutside(at: RowPlace, reference: string, context: LandingContext): boolean {
  const detail = placeOf(context);
  return context.report.say(at, 'reference', 'OUTSIDE_SOURCE', `la convention ${reference}`, { detail });
}

const placeOf = ({ territories, within }: LandingContext): string =>
  territories.byId(within ?? '')?.name ?? '';

/** Keeps the rows of conventions that the hub knows, and says which of the others it does not. */
export async function rowsOfKnownConventions<R extends ConventionRow>(
  read: readonly R[],
  context: LandingContext,
): Promise<R[]> {
  const { report } = context;
  const wanted = [...new Set(read.map(({ values }) => values.reference))];
  const known = await toldConventions(context, wanted);
  const missing = wanted.filter((reference) => !known.has(reference));
  const near = missing.length === 0 ? [] : await referencesLike(context, missing);
  const outside = await conventionsOutside(context, [...known]);
  return read.filter(({ at, values: { reference } }) => {
    if (!known.has(reference)) {
      return report.say(at, 'reference', 'UNKNOWN_CONVENTION', reference, {
        suggestion: nearestCode(reference, near),
        detail: context.isBound ? placeOf(context) : '',
      });
    }
    return !outside.has(reference) || sayOutside(at, reference, context);
  });
}
