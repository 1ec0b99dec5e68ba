import { type RawBuilder, sql } from 'kysely';
import { standing } from '../../db/grouping.js';
import { bandOrder } from '../../territory/population-band.sql.js';
import { type CompletionDimension, CompletionTableOrder } from './completion-table.rules.js';
import type { CompletionTableQuestion } from './completion-table.sql.js';

/** Columns `place`, by the asked measure, ties and empty measures by key, and `rank`. */
export function placesBy({ by, orderBy, ascending }: CompletionTableQuestion): RawBuilder<unknown> {
  const direction = ascending ? sql`asc` : sql`desc`;
  const measure = measures[orderBy];
  const keys = by.map((dimension) => {
    const way = orderBy === CompletionTableOrder.KEY ? direction : sql`asc`;
    return sql`${keyColumns[dimension]} ${way} nulls last`;
  });
  const measured = measure === null ? [] : [sql`${measure} ${direction} nulls last`];
  return standing(sql`"over"`, measured, [...keys, sql`asked`]);
}

const rated = sql`(actions - unknown - permanent - abandoned)`;
const judged = sql`(reached + not_reached + objectives_abandoned)`;
/** Difference of two rates, from whole numbers: equal differences must tie, for the key to decide. */
const changeOf = (part: RawBuilder<unknown>, whole: RawBuilder<unknown>, [was, of]: [string, string]) => {
  const before = (name: string) => sql`(before ->> ${sql.lit(name)})::bigint`;
  return sql`(${part} * ${before(of)} - ${before(was)} * ${whole})::float8 / nullif(${whole} * ${before(of)}, 0)`;
};

const measures: Readonly<Record<CompletionTableOrder, RawBuilder<unknown> | null>> = {
  ACTION_RATE: sql`completed::float8 / nullif(${rated}, 0)`,
  OBJECTIVE_RATE: sql`reached::float8 / nullif(${judged}, 0)`,
  ACTION_COUNT: sql`coalesce(actions, 0)`,
  OVERDUE: sql`coalesce(overdue, 0)`,
  ACTION_CHANGE: changeOf(sql`completed`, rated, ['completed', 'rated']),
  OBJECTIVE_CHANGE: changeOf(sql`reached`, judged, ['reached', 'judged']),
  KEY: null,
};

const keyColumns: Readonly<Record<CompletionDimension, RawBuilder<unknown>>> = {
  COUNTRY: sql`'FR'::text`,
  REGION: sql`region`,
  DEPARTMENT: sql`department`,
  EPCI: sql`epci`,
  COMMUNE: sql`commune`,
  POPULATION_BAND: bandOrder(sql`nullif(band, '')`),
  CONVENTION: sql`nullif(convention, '')`,
  TERRITORY_SCALE: sql`nullif(scale, '')`,
  THEME: sql`nullif(theme, '')`,
  STATUS: sql`nullif(status, '')`,
  DATE: sql`asked`,
};
