import { subscribe } from 'node:diagnostics_channel';
import pg from 'pg';
import type { QueryEvent } from '../../../src/db/sql.js';

/**
 * Loaded before the hub, tells the benchmark the text and the values of each statement that the hub sends, under the name
 * that the hub gives it. What a connection is told when it opens has none.
 */
export interface SentStatement {
  readonly name: string | null;
  readonly text: string;
  readonly values: readonly unknown[];
}

interface Config {
  /** Of one that is prepared, as all that reads is. */
  readonly name?: string;
  readonly text: string;
  readonly values?: readonly unknown[];
}

/** Those that are answered, and whose name is to come: several may be answered at once. */
const answered: Config[] = [];

const { query } = pg.Client.prototype;
pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  const [first, second] = args;
  const config: Config =
    typeof first === 'string'
      ? { text: first, values: Array.isArray(second) ? second : [] }
      : (first as Config);
  const answer: unknown = Reflect.apply(query, this, args);
  if (/^\s*set\s/i.test(config.text)) tell(null, config);
  // Names are published in the order in which the statements that they are of have been answered.
  if (config.name !== undefined && answer instanceof Promise) {
    answer.then(
      () => answered.push(config),
      () => undefined,
    );
  }
  return answer;
} as typeof query;

subscribe('ctg-hub:query', (event) => {
  const first = answered.shift();
  if (first) tell((event as QueryEvent).name, first);
});

function tell(name: string | null, { text, values = [] }: Config): void {
  process.send?.({ name, text, values } satisfies SentStatement);
}
