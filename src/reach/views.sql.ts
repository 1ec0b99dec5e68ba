import { sql } from 'kysely';
import { conventionPlaces, conventionViews } from './convention-views.sql.js';
import { keptOfWhole, madeOfPart, provenanceViews, records } from './figure-views.sql.js';
import { territories, territoryParts } from './territory-views.sql.js';
import { theirs, type Views } from './view.sql.js';

const recordViews = { ...territoryParts, ...conventionViews, ...records, ...provenanceViews };

/** What is worked out once a revision for viewers of the same rights, and kept: small, but for those who see nearly everything. */
export const workedOut: Views = { ...territories, ...conventionPlaces, ...madeOfPart };

const keptRows = (table: string, columns: string) => sql`
  select ${sql.raw(columns)} from ${sql.raw(`seen.kept_${table}`)} where rights = ${theirs}`;

/** Views from which what is seen is worked out, in an order in which each reads those before it. */
export const makingViews: Views = {
  ...territories,
  ...recordViews,
  ...conventionPlaces,
  ...madeOfPart,
};

/** Views that questions read. @param columnsOf the columns of a table, in their order */
export function readingViews(columnsOf: (table: string) => string): Views {
  const kept = (names: Views) =>
    Object.fromEntries(Object.keys(names).map((table) => [table, keptRows(table, columnsOf(table))]));
  const figures = Object.entries(keptOfWhole).map(([table, whole]) => [
    table,
    sql`${whole} union all ${keptRows(table, columnsOf(table))}`,
  ]);
  return { ...kept({ ...territories, ...conventionPlaces }), ...recordViews, ...Object.fromEntries(figures) };
}
