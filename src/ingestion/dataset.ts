import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Columns, RowOf } from './column.js';
import { type Problem, type ProblemCode, problemOf, Refusal } from './problem.js';
import type { ReadRow } from './read.js';
import type { TerritoryIndex } from './territory-index.js';

/** Words common to every record of a batch. */
export interface BatchStamp {
  readonly revision: number;
  readonly demonstration: boolean;
}

/** What landing a file changed, by the rows of the file. */
export interface Landing {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** What a data set is given to land its rows: the transaction, the territories, and where to report problems. */
export interface LandingContext {
  readonly em: SqlEntityManager;
  readonly batch: BatchStamp;
  readonly territories: TerritoryIndex;
  readonly report: Report;
}

/** One kind of file: its columns, and how checked rows become records. Everything else is common to all kinds. */
export interface Dataset<C extends Columns = Columns> {
  readonly name: string;
  readonly title: string;
  readonly columns: C;
  /** Names of the columns that identify a row of the file. */
  readonly key: readonly (keyof C & string)[];
  readonly land: (rows: readonly ReadRow<C>[], context: LandingContext) => Promise<Landing>;
}

/** Declares a data set; its columns type the rows that it lands, and only there. */
export const defineDataset = <C extends Columns>(dataset: Dataset<C>): Dataset =>
  dataset as unknown as Dataset;

/** Collects problems while rows are checked, and remembers which rows they keep out. */
export class Report {
  readonly problems: Problem[] = [];
  readonly #rejected = new Set<number>();

  /** Says something of a row; returns false when it keeps the row out. */
  say(line: number, column: string | null, code: ProblemCode, value: string, suggestion?: string): boolean {
    return this.add(problemOf(line, column, new Refusal(code, value, suggestion)));
  }

  add(problem: Problem): boolean {
    this.problems.push(problem);
    if (problem.rejects) this.#rejected.add(problem.line);
    return !problem.rejects;
  }

  /** Keeps the first of the rows that share a key, and says of the others where the first is. */
  firstOfEach<R extends { readonly line: number }>(
    rows: readonly R[],
    column: string | null,
    keyOf: (row: R) => string,
  ): R[] {
    const first = new Map<string, number>();
    return rows.filter((row) => {
      const key = keyOf(row);
      const before = first.get(key);
      if (before !== undefined) return this.say(row.line, column, 'DUPLICATE_KEY', key, String(before));
      first.set(key, row.line);
      return true;
    });
  }

  /** In the order of the file. */
  sorted(): readonly Problem[] {
    return this.problems.toSorted((a, b) => a.line - b.line);
  }

  get rejectedRows(): number {
    return this.#rejected.size;
  }
}

/** Columns that every data set has: the public source of each row. */
export type SourceValues = RowOf<typeof import('./source-columns.js').sourceColumns>;

/** Provenance of a record, by column name. */
export const provenanceOf = (
  line: number,
  values: SourceValues,
  { revision, demonstration }: BatchStamp,
) => ({
  batch_revision: revision,
  source_line: line,
  source_url: values.sourceUrl,
  source_title: values.sourceTitle,
  demonstration,
});
