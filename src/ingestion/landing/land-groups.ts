import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../../db/sql.js';
import type { Columns, RowOf } from '../columns/column.js';
import type { GroupedDataset, LandingContext, ReadRow } from '../dataset.js';
import type { Counts } from './batch.js';
import { refuseOutdated } from './outdated.js';
import { removeGone } from './remove-gone.js';
import { Stage } from './stage.js';

/** Rows that wait in memory; beyond, they wait in the base, so that a file of any size stays within bounds. */
const keptInMemory = 20_000;
const landedAtOnce = 4_000;

const stageColumns = [
  ['row_number', 'int'],
  ['part', 'text'],
  ['sheet', 'text'],
  ['line', 'int'],
  ['content', 'json'],
] as const;

interface StagedRow {
  readonly part: string;
  readonly sheet: string | null;
  readonly line: number;
  readonly content: unknown;
}

/** Collects the rows of a grouped data set, then lands them by whole parts, such as one convention's plan. */
export class GroupLanding<C extends Columns> {
  readonly #waiting: ReadRow<C>[] = [];
  #stage: Stage | null = null;
  /** Keys of all the records that the file has. */
  #keys: Stage | null = null;
  #count = 0;

  constructor(
    private readonly em: SqlEntityManager,
    private readonly dataset: GroupedDataset<C>,
    private readonly mirroredSource: string | null,
  ) {}

  async add(read: readonly ReadRow<C>[]): Promise<void> {
    if (this.mirroredSource !== null) await this.#keepKeys(read);
    this.#waiting.push(...read);
    if (this.#waiting.length > keptInMemory) await this.#spill();
  }

  async #keepKeys(read: readonly ReadRow<C>[]): Promise<void> {
    this.#keys ??= await Stage.create(this.em, 'kept_keys', [['key', 'text']]);
    await this.#keys.add(read.map(({ values }) => ({ key: this.dataset.recordKey(values) })));
  }

  async #spill(): Promise<void> {
    this.#stage ??= await Stage.create(this.em, 'staged_rows', stageColumns);
    const records = this.#waiting.splice(0).map(({ at, values }) => {
      this.#count += 1;
      const part = this.dataset.partOf(values);
      return {
        row_number: this.#count,
        part,
        sheet: at.sheet,
        line: at.line,
        content: JSON.stringify(values),
      };
    });
    await this.#stage.add(records);
  }

  async land(context: LandingContext): Promise<Counts> {
    const total = { added: 0, changed: 0, removed: 0, unchanged: 0 };
    for await (const part of this.#parts()) {
      const unique = context.report.firstOfEach(part, null, ({ values }) =>
        [this.dataset.partOf(values), this.dataset.keyOf(values)].filter((each) => each !== '').join(' / '),
      );
      const current = await refuseOutdated(unique, this.dataset, context);
      const { added, changed, unchanged } = await this.dataset.land(current, context);
      total.added += added;
      total.changed += changed;
      total.unchanged += unchanged;
    }
    total.removed = await this.#removeGone(context);
    return total;
  }

  /**
   * Removes what the source brought before, and no longer has. Last: what has left a record that goes, such as a node moved
   * in its plan, is out of its way by then.
   */
  async #removeGone(context: LandingContext): Promise<number> {
    if (this.mirroredSource === null || this.#keys === null) return 0;
    await this.#keys.finish();
    await this.#keys.analyze(['key']);
    const kept = sql`select key from pg_temp.kept_keys`;
    const { removed, references } = await removeGone(this.em, this.dataset, this.mirroredSource, kept);
    if (removed > 0) await this.dataset.workOutAgain?.(references, context);
    return removed;
  }

  async *#parts(): AsyncGenerator<readonly ReadRow<C>[]> {
    if (!this.#stage) {
      yield this.#waiting;
      return;
    }
    await this.#spill();
    await this.#stage.finish();
    await rows(this.em, 'indexStage', sql`create index on pg_temp.staged_rows (part, row_number)`);
    await this.#stage.analyze(['part']);
    let after = '';
    for (;;) {
      const page = await this.#nextParts(after);
      if (page.length === 0) return;
      after = page.at(-1)?.part ?? after;
      yield page.map(({ sheet, line, content }) => ({ at: { sheet, line }, values: content as RowOf<C> }));
    }
  }

  /** Whole parts: as many as make some thousands of rows, and one at least. */
  #nextParts(after: string): Promise<StagedRow[]> {
    return rows(
      this.em,
      'nextParts',
      sql<StagedRow>`
        with last as (
          select max(part) as part from (
            select part from pg_temp.staged_rows where part > ${after} order by part, row_number limit ${landedAtOnce}
          ) some
        )
        select s.part, s.sheet, s.line, s.content from pg_temp.staged_rows s, last
        where s.part > ${after} and s.part <= last.part
        order by s.part, s.row_number`,
    );
  }
}
