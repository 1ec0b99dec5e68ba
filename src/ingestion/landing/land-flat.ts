import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { rows, written } from '../../db/sql.js';
import { provenanceNames, tableOf } from '../../db/upsert.js';
import type { Columns } from '../columns/column.js';
import type { BatchStamp, FlatDataset } from '../dataset.js';
import type { RowPlace } from '../report/problem.js';
import type { Report } from '../report/report.js';
import { type Counts, nothing } from './batch.js';
import { settleKeys } from './own-keys.js';
import { refuseOverlaps } from './refuse-overlaps.js';
import { type Reach, refuseMovedAway } from './refuse-strays.js';
import { removeGone } from './remove-gone.js';
import { tellSameAmounts } from './same-amounts.js';
import { Stage } from './stage.js';

/** Columns that only the load needs: the order of the rows, and what a template said of the record. */
const loadColumns = [
  ['row_number', 'int'],
  ['template_key', 'text'],
  ['template_revision', 'int'],
] as const;

/** What the base gives every record of the batch alike. */
const stamped = ['batch_revision', 'demonstration'];

interface FlatOptions {
  readonly replacesYears: boolean;
  /** True when a row names the record of a template that it was made from. */
  readonly isTemplated: boolean;
  /** False when one error refuses the whole file. */
  readonly takesValidRows: boolean;
  readonly mirroredSource: string | null;
  readonly reach: Reach;
}

/** Stages the records of a flat data set, then lands them all by a few statements, however many there are. */
export class FlatLanding<C extends Columns> {
  readonly #content: readonly string[];

  private constructor(
    private readonly em: SqlEntityManager,
    private readonly dataset: FlatDataset<C>,
    private readonly key: string,
    private readonly names: readonly string[],
    readonly stage: Stage,
  ) {
    this.#content = names.filter((name) => name !== key && !provenanceNames.has(name));
  }

  /** @param names columns of the table that the records fill */
  static async begin<C extends Columns>(
    em: SqlEntityManager,
    dataset: FlatDataset<C>,
    names: readonly string[],
  ): Promise<FlatLanding<C>> {
    const { table, key } = tableOf(em, dataset.entity);
    const columns = [...Stage.columnsOf(em, dataset.entity, names), ...loadColumns];
    const stage = await Stage.create(em, `staged_${table}`, columns);
    return new FlatLanding(em, dataset, key, names, stage);
  }

  /** Lands what is staged, under the lock of loads. */
  async land(
    batch: BatchStamp,
    report: Report,
    { replacesYears, isTemplated, takesValidRows, mirroredSource, reach }: FlatOptions,
  ): Promise<Counts> {
    if (this.stage.count > 5_000) await this.#prepareForMany();
    if (await this.#repeatsKeys()) await this.#dropRepeated(report);
    const strays = { staged: this.#staged, target: this.#target, key: this.key, place: this.dataset.place };
    await settleKeys(this.em, strays, this.dataset, reach, report);
    if (isTemplated) {
      await this.#refuseOutdated(report);
      await refuseMovedAway(this.em, strays, report);
    }
    // What the file takes the place of goes first: it is no neighbour of what stays.
    const moved = isTemplated ? await this.#removeMoved() : 0;
    const missing = replacesYears ? await this.#removeMissing() : 0;
    const gone = mirroredSource === null ? 0 : await this.#removeGone(mirroredSource);
    const { breakdown, yearScope: scope } = this.dataset;
    if (breakdown) {
      const amounts = { staged: this.#staged, target: this.#target, key: this.key, scope, breakdown };
      await refuseOverlaps(this.em, amounts, report);
      await tellSameAmounts(this.em, amounts, this.stage.count, report);
    }
    // The report has everything; what is refused whole is written no further.
    if (report.hasErrors && !takesValidRows) return nothing;
    const { staged, known } = await this.#compare();
    const changed = known > 0 ? await this.#update(batch) : 0;
    const added = staged > known ? await this.#insert(batch, known > 0) : 0;
    return { added, changed, removed: moved + missing + gone, unchanged: staged - added - changed };
  }

  async #prepareForMany(): Promise<void> {
    await this.stage.analyze([this.key]);
    // Millions of rows are sorted in one pass: loads land one at a time, so that this much is taken once.
    await rows(
      this.em,
      'widenMemory',
      sql`select set_config('work_mem', '64MB', true)
          where pg_size_bytes(current_setting('work_mem')) < pg_size_bytes('64MB')`,
    );
  }

  get #staged(): RawBuilder<unknown> {
    return sql.raw(`pg_temp."${this.stage.table}"`);
  }

  get #target(): RawBuilder<unknown> {
    return sql.table(tableOf(this.em, this.dataset.entity).table);
  }

  /** By hashes, which are sorted ten times faster than keys are grouped; that two keys share one only costs a look. */
  async #repeatsKeys(): Promise<boolean> {
    const [found] = await rows(
      this.em,
      'repeatsKeys',
      sql<{ repeats: boolean }>`
        select count(*) <> count(distinct hashtextextended(${sql.ref(this.key)}, 0)) as repeats from ${this.#staged}`,
    );
    return found?.repeats ?? false;
  }

  /** Keeps the first of the rows that share a key, and says of the others where the first is. */
  async #dropRepeated(report: Report): Promise<void> {
    const key = sql.ref(this.key);
    const repeated = await rows(
      this.em,
      'repeatedKeys',
      sql<RowPlace & { key: string; first: number }>`
        with repeated as (
          select ${key} as key, min(row_number) as first from ${this.#staged} group by ${key} having count(*) > 1
        ), dropped as (
          delete from ${this.#staged} s using repeated r
          where s.${key} = r.key and s.row_number > r.first
          returning s.${key} as key, s.source_sheet, s.source_line, r.first
        )
        select d.key, d.source_sheet as sheet, d.source_line as line, f.source_line as first
        from dropped d join ${this.#staged} f on f.row_number = d.first
        order by d.source_line`,
    );
    for (const { sheet, line, key: repeatedKey, first } of repeated) {
      const code = this.dataset.repeated(repeatedKey);
      // A key that the hub made is nothing that the author could recognise.
      const value = code === 'DUPLICATE_KEY' ? repeatedKey : '';
      report.say({ sheet, line }, null, code, value, { detail: String(first) });
    }
  }

  /** A template's row whose record has changed since must not undo that change. */
  async #refuseOutdated(report: Report): Promise<void> {
    const key = sql.ref(this.key);
    const outdated = await rows(
      this.em,
      'outdatedRows',
      sql<RowPlace & { key: string; revision: number }>`
        delete from ${this.#staged} s using ${this.#target} t
        where t.${key} = coalesce(s.template_key, s.${key}) and s.template_revision is not null
          and t.batch_revision > s.template_revision
          and (${this.#list('t')}) is distinct from (${this.#list('s')})
        returning s.source_sheet as sheet, s.source_line as line, t.${key} as key, t.batch_revision as revision`,
    );
    for (const { sheet, line, key: changedKey, revision } of outdated) {
      report.say({ sheet, line }, null, 'CHANGED_SINCE_TEMPLATE', changedKey, {
        detail: `chargement n° ${revision}`,
      });
    }
  }

  /** A row of a template whose natural key was corrected takes the place of the record it was made from. */
  async #removeMoved(): Promise<number> {
    const key = sql.ref(this.key);
    return written(
      this.em,
      'removeMoved',
      sql`delete from ${this.#target} t using ${this.#staged} s
          where t.${key} = s.template_key and s.template_key <> s.${key}
            and not exists (select from ${this.#staged} kept where kept.${key} = t.${key})`,
    );
  }

  /** Removes what the base holds of the territories' years that the file brings, and that the file no longer has. */
  async #removeMissing(): Promise<number> {
    const key = sql.ref(this.key);
    const scope = (alias: string) =>
      sql.join(this.dataset.yearScope.map((name) => sql.ref(`${alias}.${name}`)));
    return written(
      this.em,
      'removeMissing',
      sql`delete from ${this.#target} t using (select distinct ${scope('s')} from ${this.#staged} s) y
          where (${scope('t')}) = (${scope('y')})
            and not exists (select from ${this.#staged} kept where kept.${key} = t.${key})`,
    );
  }

  /** Removes what the source brought before, and no longer has. */
  async #removeGone(sourceId: string): Promise<number> {
    const kept = sql`select ${sql.ref(this.key)} as key from ${this.#staged}`;
    return (await removeGone(this.em, this.dataset, sourceId, kept)).removed;
  }

  /** How many rows are staged, and how many of them are of records that the base knows: by their keys alone. */
  async #compare(): Promise<{ staged: number; known: number }> {
    const key = sql.ref(this.key);
    const [counts] = await rows(
      this.em,
      'compareFlat',
      sql<{ staged: number; known: number }>`
        select count(*)::int as staged, count(t.${key})::int as known
        from ${this.#staged} s left join ${this.#target} t on t.${key} = s.${key}`,
    );
    return counts ?? { staged: 0, known: 0 };
  }

  async #update({ revision, demonstration }: BatchStamp): Promise<number> {
    const key = sql.ref(this.key);
    const others = this.names.filter((name) => name !== this.key && !stamped.includes(name));
    const assignments = sql.join(others.map((name) => sql`${sql.ref(name)} = s.${sql.ref(name)}`));
    return written(
      this.em,
      'updateFlat',
      sql`update ${this.#target} t
          set ${assignments}, batch_revision = ${revision}, demonstration = ${demonstration}
          from ${this.#staged} s
          where t.${key} = s.${key} and (${this.#list('t')}) is distinct from (${this.#list('s')})`,
    );
  }

  /** In the order of the key: pages of the index are then filled one after the other. */
  async #insert({ revision, demonstration }: BatchStamp, someAreKnown: boolean): Promise<number> {
    const key = sql.ref(this.key);
    const names = this.names.filter((name) => !stamped.includes(name));
    const columns = sql.join(names.map((name) => sql.ref(name)));
    const others = sql`where not exists (select from ${this.#target} t where t.${key} = s.${key})`;
    return written(
      this.em,
      'insertFlat',
      sql`insert into ${this.#target} (${columns}, batch_revision, demonstration)
          select ${columns}, ${revision}, ${demonstration} from ${this.#staged} s
          ${someAreKnown ? others : sql``}
          order by s.${key}`,
    );
  }

  #list(alias: string): RawBuilder<unknown> {
    return sql.join(this.#content.map((name) => sql.ref(`${alias}.${name}`)));
  }
}
