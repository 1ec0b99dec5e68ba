import { LineSet } from './line-set.js';
import { type Problem, problemOf, Refusal, type RowPlace, wholeFile } from './problem.js';
import type { ProblemCode, Severity } from './problem-catalogue.js';

/** One cause that repeats: how often, where it is first seen. */
export interface ProblemGroup {
  readonly example: Problem;
  readonly count: number;
  /** Lines of the first occurrences. */
  readonly lines: readonly number[];
}

/** How a file names a column: what its user sees. */
export interface ColumnPlace {
  readonly header: string;
  readonly letter: string | null;
}

/** Problems kept one by one; beyond, they are only counted, with their group. */
const maximumKept = 1_000;
const maximumGroups = 2_000;
const linesShown = 20;

/** Collects everything that a load has to say, and remembers which rows it keeps out. Bounded, whatever the file. */
export class Report {
  readonly #problems: Problem[] = [];
  readonly #groups = new Map<string, { example: Problem; count: number; lines: number[] }>();
  readonly #counts: Record<Severity, number> = { ERROR: 0, WARNING: 0, INFO: 0 };
  #rejectedRows = 0;
  #refusesFile = false;
  /** By sheet: a row with two problems is rejected once. */
  readonly #rejected = new Map<string | null, LineSet>();
  /** By sheet: rows of one may still be checked when the next one is being read. */
  readonly #columns = new Map<string | null, ReadonlyMap<string, ColumnPlace>>();
  /** Sheets in the order in which they are first spoken of; the file as a whole comes before them. */
  readonly #sheets = new Map<string | null, number>([[null, 0]]);

  /** How a sheet names the columns, by their names in the declaration. */
  nameColumns(sheet: string | null, columns: ReadonlyMap<string, ColumnPlace>): void {
    this.#columns.set(sheet, columns);
  }

  /** Says something of a row; returns false when it keeps the row out. */
  say(
    at: RowPlace,
    column: string | null,
    code: ProblemCode,
    value: string,
    { suggestion = null, detail = '' }: { suggestion?: string | null; detail?: string } = {},
  ): boolean {
    return this.refuse(at, column, new Refusal(code, value, suggestion, detail));
  }

  /** Says of a row why a cell was refused. */
  refuse(at: RowPlace, column: string | null, refusal: Refusal): boolean {
    const place =
      column === null ? null : (this.#columns.get(at.sheet)?.get(column) ?? { header: column, letter: null });
    return this.add(problemOf(at, place, refusal));
  }

  /** Says something of a column that the header names, or should. */
  sayOfColumn(at: RowPlace, column: ColumnPlace, refusal: Refusal): void {
    this.add(problemOf(at, column, refusal));
  }

  /** Says something of the file as a whole. */
  sayOfFile(code: ProblemCode, value: string, detail = '', at: RowPlace = wholeFile): void {
    this.add(problemOf(at, null, new Refusal(code, value, null, detail)));
  }

  /** Keeps the first of the rows that share a key, and says of the others where the first is. */
  firstOfEach<R extends { readonly at: RowPlace }>(
    rows: readonly R[],
    column: string | null,
    keyOf: (row: R) => string,
  ): R[] {
    const first = new Map<string, RowPlace>();
    return rows.filter((row) => {
      const key = keyOf(row);
      const before = first.get(key);
      if (before === undefined) first.set(key, row.at);
      return (
        before === undefined ||
        this.say(row.at, column, 'DUPLICATE_KEY', key, { detail: String(before.line) })
      );
    });
  }

  add(problem: Problem): boolean {
    this.#counts[problem.severity] += 1;
    if (!this.#sheets.has(problem.sheet)) this.#sheets.set(problem.sheet, this.#sheets.size);
    if (this.#problems.length < maximumKept) this.#problems.push(problem);
    this.#group(problem);
    if (problem.rejects) this.#reject(problem);
    else if (problem.severity === 'ERROR') this.#refusesFile = true;
    return !problem.rejects;
  }

  #group(problem: Problem): void {
    const { sheet, column, code, value } = problem;
    // When the values are too many to be told apart, the column and the code still are.
    const exact = JSON.stringify([sheet, column, code, value]);
    const isKnown = this.#groups.has(exact) || this.#groups.size < maximumGroups;
    const key = isKnown ? exact : JSON.stringify([sheet, column, code]);
    const group = this.#groups.get(key);
    if (!group) this.#groups.set(key, { example: problem, count: 1, lines: [problem.line] });
    else {
      group.count += 1;
      if (group.lines.length < linesShown) group.lines.push(problem.line);
    }
  }

  #reject({ sheet, line }: Problem): void {
    const lines = this.#rejected.get(sheet) ?? new LineSet();
    this.#rejected.set(sheet, lines);
    if (lines.add(line)) this.#rejectedRows += 1;
  }

  /** In the order of the file; the first thousand. */
  get problems(): readonly Problem[] {
    return this.#problems.toSorted((a, b) => this.#inFileOrder(a, b));
  }

  /** Errors before the rest, each where it is first seen in the file. */
  get groups(): readonly ProblemGroup[] {
    const order: Record<Severity, number> = { ERROR: 0, WARNING: 1, INFO: 2 };
    return [...this.#groups.values()].toSorted(
      ({ example: a }, { example: b }) => order[a.severity] - order[b.severity] || this.#inFileOrder(a, b),
    );
  }

  #inFileOrder(a: RowPlace, b: RowPlace): number {
    const rank = ({ sheet }: RowPlace) => this.#sheets.get(sheet) ?? 0;
    return rank(a) - rank(b) || a.line - b.line;
  }

  get counts(): Readonly<Record<Severity, number>> {
    return this.#counts;
  }

  /** How many problems, of any severity. */
  get total(): number {
    return this.#counts.ERROR + this.#counts.WARNING + this.#counts.INFO;
  }

  /** True when something is wrong, and not merely worth a look. */
  get hasErrors(): boolean {
    return this.#counts.ERROR > 0;
  }

  /** True when an error is of no row in particular: then which rows are valid is not known either. */
  get refusesFile(): boolean {
    return this.#refusesFile;
  }

  get rejectedRows(): number {
    return this.#rejectedRows;
  }
}
