import { type RawBuilder, sql } from 'kysely';
import { populationBands } from './population-band.rules.js';
import { TerritoryKind } from './territory.rules.js';

/** Band of a number of people; null if it is unknown. */
export const bandOfPopulation = (population: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`case ${sql.join(
    Object.entries(populationBands)
      .toReversed()
      .map(([name, { from }]) => sql`when ${population} >= ${sql.lit(from)} then ${sql.lit(name)}`),
    sql` `,
  )} end`;

/** Band of territory `t`: of communes alone, and of those whose population is known. */
export const populationBand = (t: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`case when ${t}.kind = ${TerritoryKind.COMMUNE} then ${bandOfPopulation(sql`${t}.population`)} end`;

/** What bands are ordered by: their size, what is empty last. */
export const bandOrder = (band: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`array_position(${Object.keys(populationBands)}::text[], ${band}::text)`;
