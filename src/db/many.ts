import { type RawBuilder, sql } from 'kysely';

const one = [1];

/**
 * Cross join of one row alone, which the planner takes for a thousand: of an array that is a parameter, a generic plan guesses ten
 * values. What is read of a relation whose rows it cannot foresee is then joined at once, where it would have compared each of
 * thousands with each; where they are few, that costs nothing.
 */
export const asMany: RawBuilder<unknown> = sql`
  cross join unnest(${one}::int[]) many_1 cross join unnest(${one}::int[]) many_2 cross join unnest(${one}::int[]) many_3`;
