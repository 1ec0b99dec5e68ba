import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { type Listed, slicesByParent } from '../../db/slices.js';
import type { ListOrder, Page } from '../../graphql/page.js';
import type { ConventionDimension } from './convention-table.rules.js';
import { type ConventionTableQuestion, columnOf, measured } from './convention-table.sql.js';

/** Rows of one table that are grouped by the same dimensions. */
export interface ConventionRowLevel {
  readonly question: ConventionTableQuestion;
  readonly dimensions: readonly ConventionDimension[];
}

/** The key of a row among those of its level: its values, in the order of the dimensions; nothing for an empty one. */
export function conventionRowKey(dimensions: readonly ConventionDimension[], key: object): string {
  const values = key as Readonly<Record<string, unknown>>;
  return JSON.stringify(dimensions.map((dimension) => String(values[columnOf[dimension]] ?? '')));
}

export const conventionRowOrder: ListOrder = {
  list: 'conventionsOfRow',
  keys: [{ column: 'reference', type: 'text' }],
};

/** The conventions that rows count, by reference. */
export function conventionsOfRows(
  em: SqlEntityManager,
  { question, dimensions }: ConventionRowLevel,
  keys: readonly string[],
  page: Page,
) {
  const values = keys.map((key) => JSON.parse(key) as string[]);
  const columns = dimensions.map((dimension) => sql.ref(columnOf[dimension]));
  const arrays = [keys, ...dimensions.map((_, at) => values.map((each) => each[at] as string))];
  const isOfKey = columns.map((column) => sql`coalesce(source.${column}::text, '') = k.${column}`);
  return slicesByParent(
    em,
    'conventionsOfRows',
    sql<Listed & { reference: string }>`
      with source as materialized (${measured(question)})
      select k.row_key as "parent", source.convention as "reference"
      from unnest(${sql.join(arrays.map((each) => sql`${each}::text[]`))}) k(${sql.join([sql`row_key`, ...columns])})
      join source on ${sql.join([sql`true`, ...isOfKey], sql` and `)}`,
    conventionRowOrder,
    page,
  );
}
