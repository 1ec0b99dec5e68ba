import type { GraphQLLeafType } from 'graphql';

/** What one field is, or answers, for each row of a level. */
export type Column = readonly unknown[];
export type Soon<T> = T | Promise<T>;
/** Makes what resolvers told what an answer tells. */
export type Complete<Run> = (told: Column, run: Run) => Soon<Column>;

/** Nothing of an answer that is not whole is used: what is wrong with it is not told here. */
export const notWhole = new Error('This answer is not whole');

export const isSoon = (value: unknown): value is Promise<unknown> =>
  typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';

/** What nobody waits for any more may fail. */
const heed = (all: Column): void => void Promise.allSettled(all.flat(Number.POSITIVE_INFINITY));

/** What is told of each row; of what has been told before one fails, nobody hears. */
export function toldOf(rows: Column, tell: (row: unknown) => unknown): Column {
  const told: unknown[] = [];
  try {
    for (const row of rows) told.push(tell(row));
  } catch (error) {
    heed(told);
    throw error;
  }
  return told;
}

/** Goes on at once with what is there, and with what is waited for as soon as all of it is. */
export function whenThere(told: Column, next: (told: Column) => Soon<Column>): Soon<Column> {
  const goOn = (there: Column) => {
    try {
      const failed = there.find((each) => each instanceof Error);
      if (failed) throw failed;
      return next(there);
    } catch (error) {
      heed(there);
      throw error;
    }
  };
  return told.some(isSoon) ? Promise.all(told).then(goOn) : goOn(told);
}

const isMissing = (value: unknown): value is null | undefined => value === null || value === undefined;

/** Of a field that must not be null. */
export const present =
  <Run>(complete: Complete<Run>): Complete<Run> =>
  (told, run) => {
    if (told.some(isMissing)) throw notWhole;
    return complete(told, run);
  };

/** Of a field that may be null: what is there is completed by itself. */
export const wherePresent =
  <Run>(complete: Complete<Run>): Complete<Run> =>
  (told, run) =>
    told.some(isMissing) ? someOf(told, (each) => !isMissing(each), complete, run) : complete(told, run);

/** Completes some of what was told; the rest is null. */
function someOf<Run>(
  told: Column,
  is: (each: unknown, at: number) => boolean,
  complete: Complete<Run>,
  run: Run,
): Soon<Column> {
  const places = [...told.keys()].filter((at) => is(told[at], at));
  if (places.length === 0) return told.map(() => null);
  const spread = (completed: Column): Column => {
    const all: unknown[] = told.map(() => null);
    for (const [at, place] of places.entries()) all[place] = completed[at];
    return all;
  };
  const completed = complete(
    places.map((at) => told[at]),
    run,
  );
  return isSoon(completed) ? completed.then(spread) : spread(completed);
}

export const leaf =
  <Run>(type: GraphQLLeafType): Complete<Run> =>
  (told) =>
    told.map((each) => {
      const value = type.serialize(each);
      if (isMissing(value)) throw notWhole;
      return value;
    });

/** The items of all lists are completed together. */
export const listOf =
  <Run>(complete: Complete<Run>): Complete<Run> =>
  (told, run) => {
    if (!told.every(Array.isArray)) throw notWhole;
    const lists = told as readonly Column[];
    const split = (items: Column): Column => {
      let end = 0;
      return lists.map(({ length }) => {
        end += length;
        return items.slice(end - length, end);
      });
    };
    const all = lists.flat();
    // What an array leaves out would move what follows to another row.
    if (all.length !== lists.reduce((sum, { length }) => sum + length, 0)) throw notWhole;
    return whenThere(all, (items) => {
      const completed = items.length === 0 ? items : complete(items, run);
      return isSoon(completed) ? completed.then(split) : split(completed);
    });
  };

/** Rows of several types, each of which has fields of its own. */
export async function byType<Run>(
  rows: Column,
  types: Column,
  completeOf: (type: unknown) => Complete<Run>,
  run: Run,
): Promise<Column> {
  const [type, ...others] = new Set(types);
  if (others.length === 0) return completeOf(type)(rows, run);
  const parts = await Promise.all(
    // One that fails at once is waited for as the others are.
    [type, ...others].map(async (each) =>
      someOf(rows, (_row, at) => types[at] === each, completeOf(each), run),
    ),
  );
  return rows.map((_row, at) => parts.find((part) => part[at] !== null)?.[at]);
}

export interface FieldOf<Run> {
  readonly key: string;
  readonly ask: (rows: Column, run: Run) => Soon<Column>;
}

/** Each field is asked of all rows, in the order of the answer, also where some are waited for. */
export const objectOf =
  <Run>(fields: readonly FieldOf<Run>[]): Complete<Run> =>
  (rows, run) => {
    const answers: Record<string, unknown>[] = rows.map(() => ({}));
    const put = (key: string, column: Column): void => {
      for (const [at, answer] of answers.entries()) answer[key] = column[at];
    };
    const waits: Promise<void>[] = [];
    try {
      for (const { key, ask } of fields) {
        const column = ask(rows, run);
        // Its place among the others is kept.
        put(key, []);
        if (isSoon(column)) waits.push(column.then((found) => put(key, found)));
        else put(key, column);
      }
    } catch (error) {
      heed(waits);
      throw error;
    }
    return waits.length === 0 ? answers : Promise.all(waits).then(() => answers);
  };
