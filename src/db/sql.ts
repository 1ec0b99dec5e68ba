import { channel } from 'node:diagnostics_channel';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { RawBuilder } from 'kysely';
import { HubError } from '../errors.js';
import { execute } from './snapshot.js';

/** One statement that went through the gateway; published so that tests can count and logs can time. */
export interface QueryEvent {
  readonly name: string;
  readonly milliseconds: number;
  readonly rows: number;
}

export const queryChannel = channel('ctg-hub:query');

/** The one gateway for hand-written SQL: bound parameters, the current transaction or state, one event per statement. */
export async function rows<T>(em: SqlEntityManager, name: string, query: RawBuilder<T>): Promise<T[]> {
  return (await run(em, name, query)).rows;
}

/** Runs an insert, update or delete through the same gateway; how many rows it wrote. */
export async function written(
  em: SqlEntityManager,
  name: string,
  statement: RawBuilder<unknown>,
): Promise<number> {
  return Number((await run(em, name, statement)).numAffectedRows ?? 0);
}

async function run<T>(em: SqlEntityManager, name: string, query: RawBuilder<T>) {
  const started = performance.now();
  const result = await execute(em, query).catch(sayTooLong);
  const event: QueryEvent = { name, milliseconds: performance.now() - started, rows: result.rows.length };
  queryChannel.publish(event);
  return result;
}

/** @throws HubError `QUESTION_TOO_LONG` for a statement that was ended because it took too long */
function sayTooLong(error: unknown): never {
  if ((error as { code?: unknown } | null)?.code === '57014')
    throw new HubError('QUESTION_TOO_LONG', undefined);
  throw error;
}

/** Groups rows under a key, in the order in which they come. */
export function groupBy<T, K>(items: readonly T[], key: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const group = groups.get(key(item));
    if (group) group.push(item);
    else groups.set(key(item), [item]);
  }
  return groups;
}
