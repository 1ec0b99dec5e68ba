import { hash } from 'node:crypto';
import type { Writable } from 'node:stream';
import type { PoolClient } from 'pg';

/** Statements that one connection keeps prepared: those of a hub are a few hundred, tables in all their shapes apart. */
const maximum = 300;

/** A pooler between the hub and the server that hands out other connections knows none of them, or another's. */
const foreign = new Set(['26000', '42P05']);
/** A table has other columns than when the statement was prepared: another process has migrated the base. */
const outdated = '0A000';
/** What was sent along with a statement that fails is refused with it. */
const refused = '25P02';

/** A statement that reads for twenty seconds is ended: whoever asked for it has gone, and others wait. */
export const endSlowReads = 'set statement_timeout = 20000';

/** The state of an answered question is held no longer than this, in milliseconds. */
const longestOwed = 2;

type Query = (text: unknown, ...rest: unknown[]) => unknown;

/**
 * Has a connection prepare each statement that reads: one that is asked again is neither parsed nor, after a few times, planned
 * anew, which takes longer than most of them. Those of a transaction that writes are left alone: loads write numbers into theirs,
 * and read temporary tables.
 */
export function prepareReads(client: PoolClient, query: Query): Query {
  const names = new Map<string, string>();
  let isInTransaction = false;
  let question: Question | null = null;
  let isAlone = true;
  let isOutdated = false;
  let isHeld = false;
  let owed: NodeJS.Timeout | null = null;
  const { stream } = (client as unknown as Connected).connection;
  return (text, ...rest) => {
    const begins = typeof text === 'string' && isQuestion.test(text);
    if (!begins) payOwed();
    hold();
    return send(text, ...rest);
  };

  function send(text: unknown, ...rest: unknown[]): unknown {
    const [values] = rest;
    if (typeof text !== 'string') return query(text, ...rest);
    if (isEnd.test(text)) return end(text, rest);
    if (isTidying.test(text)) return unhurried(text, rest);
    if (isQuestion.test(text)) return beginQuestion(text);
    if (isBegin.test(text)) {
      isInTransaction = true;
      return begin(text, rest);
    }
    if (!isAlone || isInTransaction || !Array.isArray(values) || rest.length > 1 || !isRead.test(text))
      return query(text, ...rest);
    const looked = looksElsewhere.exec(text);
    if (question && looked) question.path = looked[1] ?? String(values[0]);
    return ask(question, text, values);
  }

  async function ask(asking: Question | null, text: string, values: unknown[]): Promise<unknown> {
    const name = nameOf(asking?.path ? `${asking.path}: ${text}` : text);
    const isFirst = asking?.asked === 0;
    if (asking) asking.asked += 1;
    try {
      const found = await query({ name, text, values });
      await asking?.begun;
      return found;
    } catch (error) {
      await recover(asking, isFirst, error as { code?: string });
      return query(text, values);
    }
  }

  /** @throws unknown the error, where the statement is not to be asked again */
  async function recover(asking: Question | null, isFirst: boolean, error: { readonly code?: string }) {
    if (error.code === outdated) isOutdated = true;
    else if (foreign.has(error.code ?? '')) isAlone = false;
    else if (error.code !== refused || !asking?.anew) throw error;
    if (!asking) return forgetOutdated();
    // Statements are answered in their order: where the first of them fails, the question has read nothing yet.
    if (isFirst) asking.anew ??= beginAnew(asking);
    if (!asking.anew) throw error;
    await asking.anew;
  }

  function end(text: string, rest: readonly unknown[]): unknown {
    isInTransaction = false;
    const mayWait = question !== null && !isOutdated;
    question = null;
    if (mayWait) return endSoon();
    const ended = query(text, ...rest);
    forgetOutdated();
    return ended;
  }

  /** The end of a question goes along with the beginning of the next, if one comes at once. A connection that is lost says so itself. */
  async function endSoon(): Promise<unknown> {
    owed = setTimeout(payOwed, longestOwed).unref();
    return nothing;
  }

  function payOwed(): void {
    if (takeOwed()) void (query('rollback') as Promise<unknown>).catch(() => undefined);
  }

  function takeOwed(): boolean {
    if (owed === null) return false;
    clearTimeout(owed);
    owed = null;
    return true;
  }

  /**
   * Sends the beginning along with the first statement, which costs no round trip, nor a packet, of its own: whoever reads goes on at
   * once, and is told with the answer to that statement if there was no beginning.
   */
  async function beginQuestion(text: string): Promise<unknown> {
    const begun = query(takeOwed() ? `rollback; ${text}` : text) as Promise<unknown>;
    begun.catch(() => undefined);
    question = { text, begun, anew: null, asked: 0, path: null };
    return nothing;
  }

  /** What is asked before anything else is done goes in one packet: to send one, and to wake the server, takes as long as many a statement. */
  function hold(): void {
    if (isHeld) return;
    isHeld = true;
    stream.cork();
    process.nextTick(release);
  }

  function release(): void {
    isHeld = false;
    stream.uncork();
  }

  /**
   * An error ends the transaction of a question, which may begin anew if it has read nothing: else it would mix two states. Sent at
   * once, so that nothing is asked in between.
   */
  async function beginAnew(asking: Question): Promise<void> {
    const left = query('rollback');
    forgetOutdated();
    asking.begun = Promise.all([left, query(asking.text)]);
    await asking.begun;
  }

  function nameOf(text: string): string {
    const known = names.get(text);
    const name = known ?? hash('sha1', text);
    // The last asked comes last.
    names.delete(text);
    names.set(text, name);
    if (names.size > maximum) forget(names.entries().next().value as [string, string]);
    return name;
  }

  /** What a load asks depends on its values, how many rows there are of them, and takes as long as it takes. */
  async function begin(text: string, rest: readonly unknown[]): Promise<unknown> {
    const begun = await query(text, ...rest);
    await query('set local plan_cache_mode = auto; set local statement_timeout = 0');
    return begun;
  }

  /** What tidies a table takes as long as it takes, in no transaction. */
  async function unhurried(text: string, rest: readonly unknown[]): Promise<unknown> {
    await query('set statement_timeout = 0');
    try {
      return await query(text, ...rest);
    } finally {
      await query(endSlowReads);
    }
  }

  /** A transaction that has failed would refuse it. */
  function forgetOutdated(): void {
    if (!isOutdated) return;
    isOutdated = false;
    for (const each of names) forget(each);
  }

  function forget([text, name]: [string, string]): void {
    names.delete(text);
    const { parsedStatements } = (client as unknown as Connected).connection;
    if (!(name in parsedStatements)) return;
    delete parsedStatements[name];
    void Promise.resolve(query(`deallocate "${name}"`)).catch(() => undefined);
  }
}

/**
 * A transaction that only reads: how it began, and began anew; how many statements it has asked, and the path of schemas in which its
 * tables are found, where it is not the usual one.
 */
interface Question {
  readonly text: string;
  begun: Promise<unknown>;
  anew: Promise<void> | null;
  asked: number;
  path: string | null;
}

/** What the driver would tell of a statement without rows. */
const nothing = { command: '', rowCount: 0, rows: [] };

/** What the driver sends by, and remembers of the statements that it had prepared; its types do not tell. */
interface Connected {
  readonly connection: {
    readonly parsedStatements: Record<string, string>;
    readonly stream: Pick<Writable, 'cork' | 'uncork'>;
  };
}

const isRead = /^\s*(select|with)\b/i;
/** The same words then name other tables, whose columns may be of another length: a statement prepared for some must not serve the others. */
const looksElsewhere = /^\s*select set_config\('search_path', (?:\$1|'([^']*)')/i;
const isTidying = /^\s*vacuum\b/i;
const isQuestion = /^\s*start transaction .*\bread only\b/i;
const isBegin = /^\s*(begin|start transaction)\b/i;
const isEnd = /^\s*(commit|rollback(?! to)|end)\b/i;
