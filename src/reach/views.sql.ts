import { sql } from 'kysely';
import { conventionPlaces, conventionViews } from './convention-views.sql.js';
import { keptOfWhole, madeOfPart, provenanceViews, records } from './figure-views.sql.js';
import { territories, territoryNames } from './territory-views.sql.js';
import { theirs, type Views } from './view.sql.js';

/** What is worked out once for viewers of the same rights, and kept until the territories change. */
export const workedOutOnce: Views = territories;
/** What is worked out of the records, once a revision: small, but for those who see nearly everything. */
export const workedOutOften: Views = { ...conventionPlaces, ...madeOfPart };
/** All of it: each is made from what is kept of those before it. */
export const workedOut: Views = { ...workedOutOnce, ...workedOutOften };

/** The view that works out what is kept of a table. */
export const making = (table: string): string => `made_${table}`;
/** The table whose columns a view has. */
export const tableOf = (view: string): string => view.replace(/^made_/, '');

const makingViews: Views = Object.fromEntries(
  Object.entries(workedOut).map(([table, select]) => [making(table), select]),
);

const keptRows = (table: string, columns: string) => sql`
  select ${sql.raw(columns)} from ${sql.raw(`seen.kept_${table}`)} where rights = ${theirs}`;

/**
 * The views of the schema `seen`, in an order in which each reads those before it.
 *
 * @param columnsOf the columns of a table, in their order
 */
export function viewsOf(columnsOf: (table: string) => string): Views {
  const kept = (names: Views) =>
    Object.fromEntries(Object.keys(names).map((table) => [table, keptRows(table, columnsOf(table))]));
  const figures = Object.entries(keptOfWhole).map(([table, whole]) => [
    table,
    sql`${whole} union all ${keptRows(table, columnsOf(table))}`,
  ]);
  return {
    ...kept({ ...territories, ...conventionPlaces }),
    ...territoryNames,
    ...conventionViews,
    ...records,
    ...provenanceViews,
    ...makingViews,
    ...Object.fromEntries(figures),
  };
}
