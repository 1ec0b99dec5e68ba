import pg from 'pg';

/** Channel on which a commit says that the base has changed: see the migration that makes its triggers. */
const changed = 'ctg_hub_changed';
/** Channel on which a listener hears itself. */
const heartbeat = 'ctg_hub_heartbeat';
const beatMilliseconds = 10_000;
const patienceMilliseconds = 5_000;
const retryMilliseconds = 1_000;

/** What all processes that watch a base have in common: a number, and what to say to one that comes with another. */
export interface Pledge {
  readonly number: number;
  readonly broken: () => Error;
}

/** Locks of sessions: one that lets pledges be compared one after the other, and the class of those that are given. */
const comparing = 4_900_622;
const given = 4_900_621;

/** Whether the base may have changed: an answer of one epoch holds until the next. */
export interface Changes {
  /** Grows with each change; null while none would be heard of. */
  readonly epoch: () => number | null;
  /** Begins a new epoch: after a change of this process's own, before anybody tells. */
  readonly touch: () => void;
  /** What the pledge says, while another process watches the base under another one; null while none is known to. */
  readonly broken: () => Error | null;
  readonly close: () => Promise<void>;
}

/** Changes of a base that this process alone can change. */
export function ownChanges(onChange: (heard: () => void) => void): Changes {
  let epoch = 0;
  const touch = () => {
    epoch += 1;
  };
  onChange(touch);
  return { epoch: () => epoch, touch, broken: () => null, close: async () => onChange(() => undefined) };
}

/**
 * Changes of a base on a server, whoever makes them, heard on a connection of its own. It listens to itself too: a pooler in
 * between may swallow what is said, and a dead connection says nothing at all.
 */
export class ServerChanges implements Changes {
  #epoch = 0;
  #client: pg.Client | null = null;
  #beat: NodeJS.Timeout | undefined;
  #retry: NodeJS.Timeout | undefined;
  #echo: (() => void) | null = null;
  #isClosed = false;
  #isBroken = false;

  private constructor(
    private readonly url: string,
    private readonly pledge: Pledge | null,
  ) {}

  /** @throws what the pledge says if another process watches the base under another one */
  static async open(url: string, pledge: Pledge | null = null): Promise<ServerChanges> {
    const changes = new ServerChanges(url, pledge);
    await changes.#connect();
    if (pledge === null || !changes.#isBroken) return changes;
    await changes.close();
    throw pledge.broken();
  }

  epoch = (): number | null => (this.#client === null ? null : this.#epoch);

  touch = (): void => {
    this.#epoch += 1;
  };

  broken = (): Error | null => (this.#isBroken ? (this.pledge?.broken() ?? null) : null);

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#retry);
    await this.#drop(this.#client);
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.url,
      keepAlive: true,
      connectionTimeoutMillis: patienceMilliseconds,
      query_timeout: patienceMilliseconds,
    });
    const lost = () => void this.#lose(client);
    client.on('notification', ({ channel }) => (channel === changed ? this.touch() : this.#echo?.()));
    client.once('error', lost);
    client.once('end', lost);
    try {
      await client.connect();
      await client.query(`listen ${changed}; listen ${heartbeat}`);
      // What hears its own voice is one session, which keeps its locks.
      await this.#hear(client);
      await this.#give(client);
      if (this.#isClosed) return await this.#drop(client);
      // What changed while nobody listened is not known.
      this.touch();
      this.#client = client;
      this.#beat = setInterval(() => this.#hear(client).catch(lost), beatMilliseconds).unref();
    } catch {
      await this.#lose(client);
    }
  }

  /** Waits for the echo of its own voice. */
  async #hear(client: pg.Client): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const silence = setTimeout(() => reject(new Error('No echo')), patienceMilliseconds);
    this.#echo = resolve;
    try {
      await client.query(`notify ${heartbeat}`);
      await promise;
    } finally {
      clearTimeout(silence);
    }
  }

  /** Gives the pledge, for as long as the connection lives. Whoever comes second with another is not let in. */
  async #give(client: pg.Client): Promise<void> {
    if (this.pledge === null) return;
    const { number } = this.pledge;
    await client.query('select pg_advisory_lock($1)', [comparing]);
    const others = await client.query(
      `select from pg_locks
       where locktype = 'advisory' and granted and classid = $1 and objid <> $2
         and database = (select oid from pg_database where datname = current_database())`,
      [given, number],
    );
    this.#isBroken = others.rowCount !== 0;
    if (this.#isBroken) throw new Error('Another pledge is given');
    await client.query('select pg_advisory_lock_shared($1, $2)', [given, number]);
    await client.query('select pg_advisory_unlock($1)', [comparing]);
  }

  async #lose(client: pg.Client): Promise<void> {
    if (this.#client !== null && this.#client !== client) return;
    await this.#drop(client);
    if (this.#isClosed) return;
    clearTimeout(this.#retry);
    this.#retry = setTimeout(() => void this.#connect(), retryMilliseconds).unref();
  }

  async #drop(client: pg.Client | null): Promise<void> {
    clearInterval(this.#beat);
    this.#client = null;
    client?.removeAllListeners('end');
    // Its last words are of no interest, and must not end the process.
    client?.removeAllListeners('error').on('error', () => undefined);
    await client?.end().catch(() => undefined);
  }
}
