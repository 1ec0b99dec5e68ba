import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { type Listed, slicesByParent } from '../../db/slices.js';
import { rows } from '../../db/sql.js';
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

/** Common table expressions of the conventions of a table, and of what rows `counted`: `row_key`, `reference`. */
function countedIn(
  { question, dimensions }: ConventionRowLevel,
  keys: readonly string[],
): RawBuilder<unknown> {
  const values = keys.map((key) => JSON.parse(key) as string[]);
  const columns = dimensions.map((dimension) => sql.ref(columnOf[dimension]));
  const arrays = [keys, ...dimensions.map((_, at) => values.map((each) => each[at] as string))];
  const isOfKey = columns.map((column) => sql`coalesce(source.${column}::text, '') = k.${column}`);
  return sql`
    source as materialized (${measured(question)}),
    k as materialized (
      select * from unnest(${sql.join(arrays.map((each) => sql`${each}::text[]`))}) k(${sql.join([sql`row_key`, ...columns])})
    ),
    counted as materialized (
      select k.row_key, source.convention as reference
      from k join source on ${sql.join([sql`true`, ...isOfKey], sql` and `)}
    )`;
}

/** The conventions that rows count, by reference. */
export const conventionsOfRows = (
  em: SqlEntityManager,
  level: ConventionRowLevel,
  keys: readonly string[],
  page: Page,
) =>
  slicesByParent(
    em,
    'conventionsOfRows',
    sql<Listed & { reference: string }>`
      with ${countedIn(level, keys)}
      select counted.row_key as "parent", counted.reference as "reference" from counted`,
    conventionRowOrder,
    page,
  );

/** What the passport of a row says of its conventions. */
export interface ConventionRowBasis {
  readonly conventions: number;
  readonly documented: number;
  /** Of the territory of the table: conventions of one département cover communes of others. */
  readonly population: number;
  readonly reportedPopulation: number;
  readonly oldestInputAt: string | null;
  readonly freshestInputAt: string | null;
  readonly demonstration: boolean | null;
}

/** How many conventions of rows have dates and a whole perimeter, and for how many people of the territory they stand. */
export async function basesOfRows(
  em: SqlEntityManager,
  level: ConventionRowLevel,
  keys: readonly string[],
): Promise<Map<string, ConventionRowBasis>> {
  const { within } = level.question;
  const found = await rows(
    em,
    'conventionBasesOfRows',
    sql<ConventionRowBasis & { rowKey: string }>`
      with ${countedIn(level, keys)},
      people as materialized (
        select row_key, sum(population)::int as population
        from (
          select distinct counted.row_key, t.id, t.population
          from counted
          join perimeter_member m on m.convention_reference = counted.reference
          join territory_part part on part.part_id = m.territory_id and part.whole_id = ${within.id}
          join territory t on t.id = part.part_id
        ) each
        group by row_key
      )
      select k.row_key as "rowKey", count(c.reference)::int as conventions,
             (count(*) filter (where c.starts_on is not null and c.ends_on is not null and c.perimeter_complete))::int
               as documented,
             coalesce((select population from territory where id = ${within.id}), 0) as population,
             coalesce(max(people.population), 0) as "reportedPopulation",
             min(b.loaded_at) as "oldestInputAt", max(b.loaded_at) as "freshestInputAt",
             bool_or(c.demonstration) as demonstration
      from k
      left join counted on counted.row_key = k.row_key
      left join convention c on c.reference = counted.reference
      left join batch b on b.revision = c.batch_revision
      left join people on people.row_key = k.row_key
      group by k.row_key`,
  );
  return new Map(found.map((row) => [row.rowKey, row]));
}
