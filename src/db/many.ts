import { type RawBuilder, sql } from 'kysely';

const one = [1];

/**
 * Cross join of one row alone, which the planner takes for a thousand: of an array that is a parameter, a generic plan guesses ten
 * values. What is read of a relation whose rows it cannot foresee is then joined at once, where it would have compared each of
 * thousands with each; where they are few, that costs nothing.
 */
export const asMany: RawBuilder<unknown> = sql`
  cross join unnest(${one}::int[]) many_1 cross join unnest(${one}::int[]) many_2 cross join unnest(${one}::int[]) many_3`;

/** Relation `name` of what a select reads, all of it before anything is joined: the planner does not look inside. */
export const readFirst = (select: RawBuilder<unknown>, name: string): RawBuilder<unknown> =>
  sql`(${select} offset 0) ${sql.ref(name)}`;

/**
 * Lateral join, as `name`, of what is looked up by the key of each row before it. Where the planner cannot foresee how many rows there
 * are, it would read all that they are looked up in, the amounts or the plans of a whole country.
 */
export const eachByKey = (select: RawBuilder<unknown>, name: string): RawBuilder<unknown> =>
  sql`cross join lateral ${readFirst(select, name)}`;
