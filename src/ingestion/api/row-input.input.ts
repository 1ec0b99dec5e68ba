import { type ClassType, Field, InputType, Int } from 'type-graphql';
import { DateScalar, EuroScalar } from '../../graphql/scalars.js';
import type { ColumnKind, Columns } from '../columns/column.js';
import { hiddenColumns } from '../columns/source-columns.js';
import type { Dataset } from '../dataset.js';

/** The values of a row, by the names of the data set's columns. */
export type RowInput = Readonly<Record<string, unknown>>;

/** Type of a column in the API; what is not here is a text, read as in a file. */
const types: Partial<Record<ColumnKind, () => unknown>> = {
  DATE: () => DateScalar,
  AMOUNT: () => EuroScalar,
  YEAR: () => Int,
  INTEGER: () => Int,
  PERCENT: () => Int,
  LIST: () => [String],
};
const text = () => String;

/** Columns that a row of the API may give: all but those that only templates fill, and `except`. */
export const inputColumns = ({ columns }: Dataset, except: readonly string[]): Columns =>
  Object.fromEntries(
    Object.entries(columns as Columns).filter(([name]) => !hiddenColumns.has(name) && !except.includes(name)),
  );

/** Makes the input type of a data set's rows: names, types and descriptions are those of its declaration. */
export function inputTypeOf(name: string, dataset: Dataset, columns: Columns): ClassType<RowInput> {
  @InputType(name, { description: dataset.description })
  class Row {
    readonly [column: string]: unknown;
  }
  for (const [column, { kind, isRequired, description }] of Object.entries(columns)) {
    const type = (types[kind] ?? text) as () => typeof String;
    Field(type, { nullable: !isRequired, description: `${description}.` })(Row.prototype, column);
  }
  return Row;
}
