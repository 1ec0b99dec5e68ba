import type { SqlEntityManager } from '@mikro-orm/sql';
import type { ColumnValues } from '../db/upsert.js';
import type { DatasetName } from '../provenance/dataset-name.js';
import type { Columns, RowOf } from './columns/column.js';
import type { SourceValues } from './columns/source-columns.js';
import type { RowPlace } from './report/problem.js';
import type { ProblemCode } from './report/problem-catalogue.js';
import type { Report } from './report/report.js';
import type { TerritoryIndex } from './territories/territory-index.js';

/** Words common to every record of a batch. */
export interface BatchStamp {
  readonly revision: number;
  readonly demonstration: boolean;
}

/** What landing rows changed, by the rows of the file. */
export interface Landing {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** A row that every column could read. */
export interface ReadRow<C extends Columns> {
  readonly at: RowPlace;
  readonly values: RowOf<C>;
}

/** What a row is checked with: the territories, where to report problems, and which territory the rows must be of. */
export interface CheckContext {
  readonly territories: TerritoryIndex;
  readonly report: Report;
  /** Id of the territory outside of which rows are refused; null when they may be of any. */
  readonly within: string | null;
  /** Does whoever loads see but some territories, so that not even a convention of theirs may go beyond? */
  readonly isBound: boolean;
}

/** What a data set is given to land its rows: the transaction and the batch besides. */
export interface LandingContext extends CheckContext {
  readonly em: SqlEntityManager;
  readonly batch: BatchStamp;
}

/** Why a row is not for the hub: not an error of its author. */
export interface LeftOut {
  readonly column: string;
  readonly code: ProblemCode;
  readonly value: string;
}

/** How a source may split what it sums: two amounts of which one says less may be a total and its part. */
export interface Breakdown {
  /** Column of the file that holds the amount: where a remark is shown. */
  readonly column: string;
  /** Column of the table that holds it. */
  readonly amount: string;
  /** Column of the table that is null for the amounts that are added. */
  readonly setAside: string;
  readonly by: readonly BreakdownColumn[];
}

export interface BreakdownColumn {
  readonly column: string;
  /** What the column holds where the source does not split by it. */
  readonly unsaid: string | null;
  /** Column of several words that say, where it holds the value above, what the amount is of all the same. */
  readonly words?: string;
  /** What a French reader calls it. */
  readonly label: string;
  /** True when nothing in it is no reason to suspect a total, unless the amounts add up to one. */
  readonly isOftenBlank: boolean;
}

interface Declared<C extends Columns> {
  readonly name: DatasetName;
  /** What a French reader calls it: "Subventions". */
  readonly title: string;
  /** What one row of it is, in French. */
  readonly description: string;
  readonly columns: C;
  /** The table of its records, whose primary key is the natural key. */
  readonly entity: { readonly name: string };
  /** Columns of which a file must have one at least: none of them is required, but a row without any is of nothing. */
  readonly oneOf?: readonly (keyof C & string)[];
  /** Further such columns, of which each row must fill one: the data set checks them, and templates say so. */
  readonly alsoOneOf?: readonly (readonly (keyof C & string)[])[];
  /**
   * Checks what it can of a row that a cell keeps out already: the report says everything at once. A cell that was refused
   * is undefined.
   */
  readonly alsoCheck?: (
    row: { readonly at: RowPlace; readonly values: Partial<RowOf<C>> },
    context: CheckContext,
  ) => void;
  /** Says of a row, by the texts of its cells, that it is not for the hub at all; null for all others. */
  readonly leftOut?: (cell: (column: keyof C & string) => string) => LeftOut | null;
  /** Columns whose text may say that a row is a total, and the column that it adds up. */
  readonly totals?: {
    readonly labels: readonly (keyof C & string)[];
    readonly amount: keyof C & string;
    readonly scopes: readonly (keyof C & string)[];
  };
}

/** A data set whose rows are records, one for one: checked in memory, landed in one statement however many. */
export interface FlatDataset<C extends Columns> extends Declared<C> {
  readonly shape: 'flat';
  /** The record of a row, without provenance; null when the row is not loaded, which `report` then says. */
  readonly recordOf: (row: ReadRow<C>, context: CheckContext) => ColumnValues | null;
  /** What is said of a second row with the same key, which its author may not have written but only caused. */
  readonly repeated: (key: string) => ProblemCode;
  /** True when files may give their records identifiers of their own choice, which another territory's may give too. */
  readonly hasOwnKeys?: boolean;
  /** Columns of the table whose equal values make "a territory's fiscal year", which a load may replace. */
  readonly yearScope: readonly string[];
  /** How the amounts of one such year are split, when they are added; absent when nothing is. */
  readonly breakdown?: Breakdown;
  /** Columns that a row of a template never changes: its territory and its year. */
  readonly place: readonly string[];
}

/** A data set whose rows depend on each other or on other records: landed a part at a time. */
export interface GroupedDataset<C extends Columns> extends Declared<C> {
  readonly shape: 'grouped';
  /** What identifies a row within its part. */
  readonly keyOf: (values: RowOf<C>) => string;
  /** Primary key of a row's record, its parts joined by `/`: what `hubKey` holds in a template. */
  readonly recordKey: (values: RowOf<C>) => string;
  /** Rows with the same value land together. */
  readonly partOf: (values: RowOf<C>) => string;
  readonly land: (rows: readonly ReadRow<C>[], context: LandingContext) => Promise<Landing>;
  /** Works out again what follows from the records of some conventions, of which some were removed. */
  readonly workOutAgain?: (references: readonly string[], context: LandingContext) => Promise<unknown>;
}

/** One kind of file. From its declaration follow the reader, the checks, the template, the documentation, the API. */
// biome-ignore lint/suspicious/noExplicitAny: columns of any data set
export type Dataset<C extends Columns = any> = FlatDataset<C> | GroupedDataset<C>;

/** Declares a data set; its columns type the rows that it lands, and only there. */
export const defineFlat = <C extends Columns>(dataset: Omit<FlatDataset<C>, 'shape'>): Dataset => ({
  shape: 'flat',
  ...dataset,
});
export const defineGrouped = <C extends Columns>(dataset: Omit<GroupedDataset<C>, 'shape'>): Dataset => ({
  shape: 'grouped',
  ...dataset,
});

/** Records of a table that says which batch wrote them, and nothing else of where they come from. */
export const stampAll = ({ revision }: BatchStamp, records: readonly ColumnValues[]): ColumnValues[] =>
  records.map((record) => ({ ...record, batch_revision: revision }));

/** Provenance of a record, by column name. */
export const provenanceOf = (
  { sheet, line }: RowPlace,
  { sourceUrl, sourceTitle }: SourceValues,
  { revision, demonstration }: BatchStamp,
) => ({
  batch_revision: revision,
  source_sheet: sheet,
  source_line: line,
  source_url: sourceUrl,
  source_title: sourceTitle,
  demonstration,
});
