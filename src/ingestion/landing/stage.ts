import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../../db/sql.js';
import { type ColumnValues, columnTypesOf } from '../../db/upsert.js';

// Control characters that no cell may hold, so that nothing needs escaping: between the values of a column, and for null.
const between = '\u001f';
const absent = '\u001d';

/** Enough for a statement's own cost to vanish, and few enough to be nothing in memory. */
const writtenAtOnce = 4_000;

/** Rows of one load on their way to a table, in a table of the transaction's own that nobody else sees. */
export class Stage {
  readonly table: string;
  #count = 0;
  readonly #waiting: ColumnValues[] = [];
  /** The write that the base is at, while the next rows are read. */
  #writing: Promise<void> = Promise.resolve();

  private constructor(
    private readonly em: SqlEntityManager,
    name: string,
    private readonly columns: readonly (readonly [name: string, type: string])[],
  ) {
    this.table = name;
  }

  /** Creates the stage of an entity's table; `extra` are columns that only the load needs. */
  static async create(
    em: SqlEntityManager,
    name: string,
    columns: readonly (readonly [name: string, type: string])[],
  ): Promise<Stage> {
    const stage = new Stage(em, name, columns);
    const shape = sql.join(columns.map(([column, type]) => sql`${sql.ref(column)} ${sql.raw(type)}`));
    // Left by an earlier load of the same transaction.
    await rows(em, 'dropStage', sql`drop table if exists pg_temp.${sql.raw(quoted(name))}`);
    await rows(em, 'createStage', sql`create temp table ${sql.raw(quoted(name))} (${shape}) on commit drop`);
    return stage;
  }

  /** Columns of an entity's table, by the names that its records use: of the very same types, so that landing casts none. */
  static columnsOf(em: SqlEntityManager, entity: { readonly name: string }, names: readonly string[]) {
    const types = columnTypesOf(em, entity);
    return names.map((name) => [name, types.get(name) ?? 'text'] as const);
  }

  /** How many records were added. */
  get count(): number {
    return this.#count;
  }

  /** Adds records. A write that fails is heard of at the next call, or by `finish`. */
  async add(records: readonly ColumnValues[]): Promise<void> {
    this.#count += records.length;
    this.#waiting.push(...records);
    if (this.#waiting.length >= writtenAtOnce) await this.#flush();
  }

  /** Waits until everything that was added is there. */
  async finish(): Promise<void> {
    await this.#flush();
    await this.#writing;
  }

  async #flush(): Promise<void> {
    await this.#writing;
    const records = this.#waiting.splice(0);
    if (records.length === 0) return;
    this.#writing = this.#write(records);
    this.#writing.catch(() => undefined);
  }

  /**
   * Writes records in one statement: each column travels as one text, which the base splits, or as one value where all
   * are the same. Both engines take it, inside the current transaction, at about the speed of a COPY.
   */
  async #write(records: readonly ColumnValues[]): Promise<void> {
    const names = sql.join(this.columns.map(([name]) => sql.ref(name)));
    const values = this.columns.map(([name, type], index) => {
      const first = records[0]?.[name];
      // One column at least is split: it makes the rows.
      const isSplit = records.length > 1 && (index === 0 || records.some((record) => record[name] !== first));
      const cast = sql.raw(castOf(type));
      if (!isSplit) return sql`${encode(first) === absent ? null : encode(first)}::text::${cast}`;
      const text = records.map((record) => encode(record[name])).join(between);
      return sql`unnest(string_to_array(${text}, ${sql.lit(between)}, ${sql.lit(absent)}))::${cast}`;
    });
    await rows(
      this.em,
      'writeStage',
      sql`insert into pg_temp.${sql.raw(quoted(this.table))} (${names}) select ${sql.join(values)}`,
    );
  }

  /** Lets the planner know what is there, by the columns that are joined on: it never looks at a temporary table by itself. */
  async analyze(columns: readonly string[]): Promise<void> {
    const list = sql.join(columns.map((column) => sql.ref(column)));
    await rows(this.em, 'analyzeStage', sql`analyze pg_temp.${sql.raw(quoted(this.table))} (${list})`);
  }
}

const quoted = (name: string): string => `"${name}"`;

// A cast to varchar(n) cuts what is too long without a word; writing a text into such a column refuses it.
const castOf = (type: string): string => type.replace(/^varchar\(\d+\)$/, 'text');

function encode(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return absent;
  if (Array.isArray(value)) return `{${value.map(encodeElement).join(',')}}`;
  return String(value);
}

const encodeElement = (element: unknown): string =>
  `"${String(element).replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
