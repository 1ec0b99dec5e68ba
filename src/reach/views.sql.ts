import { type RawBuilder, sql } from 'kysely';
import { conventionPlaces, conventionSights, placeSights } from './convention-sights.sql.js';
import { hubSights, keptOfWhole, madeOfPart, provenanceSights, recordSights } from './figure-sights.sql.js';
import { type Selects, type Sight, type Sights, theirs } from './sight.sql.js';
import { nameSights, territories, territorySights } from './territory-sights.sql.js';

/** What is worked out once for viewers of the same rights, and kept until the territories change. */
export const workedOutOnce: Selects = territories;
/** What is worked out of the records, once a revision: small, but for those who see nearly everything. */
export const workedOutOften: Selects = { ...conventionPlaces, ...madeOfPart };
/** All of it: each is made from what is kept of those before it. */
export const workedOut: Selects = { ...workedOutOnce, ...workedOutOften };

/** What is seen of every table of the base. One that is not here is nobody's. */
export const sights: Sights = {
  ...territorySights,
  ...nameSights,
  ...conventionSights,
  ...placeSights,
  ...recordSights,
  ...keptOfWhole,
  ...provenanceSights,
  ...hubSights,
};

/** The view that works out what is kept of a table. */
export const making = (table: string): string => `made_${table}`;

/** Columns of each table, in their order, which is that of the selects that loads write into it. */
export type Columns = ReadonlyMap<string, readonly string[]>;

/** The views that questions read in place of tables, in an order in which each reads those before it. */
export function readingViews(columns: Columns): Selects {
  const of = (table: string) => columns.get(table) ?? [];
  const each = (names: object, view: (table: string) => RawBuilder<unknown>) =>
    Object.fromEntries(Object.keys(names).map((table) => [table, view(table)]));
  const kept = (table: string) => keptRows(table, of(table));
  const seen = (table: string) => seenRows(table, sights[table] as Sight, of(table));
  return {
    ...each({ ...territories, ...conventionPlaces }, kept),
    ...each({ ...nameSights, ...conventionSights, ...recordSights, ...provenanceSights }, seen),
    ...each(keptOfWhole, (table) => sql`${seen(table)} union all ${kept(table)}`),
  };
}

const keptRows = (table: string, columns: readonly string[]) => sql`
  select ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.raw(`seen.kept_${table}`)} where rights = ${theirs}`;

const seenRows = (table: string, { rows, columns = {} }: Sight, names: readonly string[]) => sql`
  select ${sql.join(names.map((name) => columns[name] ?? sql.ref(`t.${name}`)))}
  from ${sql.raw(`public.${table}`)} t where ${rows('t')}`;
