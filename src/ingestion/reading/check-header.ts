import { foldName } from '../../territory/territory.rules.js';
import type { Column, Columns } from '../columns/column.js';
import type { Dataset } from '../dataset.js';
import { Refusal } from '../report/problem.js';
import type { ProblemCode } from '../report/problem-catalogue.js';
import type { Report } from '../report/report.js';
import { nearest } from '../report/suggestion.js';
import { foldHeader, type Header, letterOf, nameOf, namesOf } from './header.js';
import { remarkHeader } from './own-sheets.js';
import { sayPersonalLines } from './personal-cells.js';

/** What a header lacks, by the French names of the columns. */
export interface Missing {
  readonly required: readonly string[];
  /** Names of which one at least should be there; empty when one is. */
  readonly oneOf: readonly string[];
}

export function missingOf(dataset: Dataset, { positions }: Header): Missing {
  const columns: Columns = dataset.columns;
  const french = (name: string) => columns[name]?.headers[1] ?? name;
  const required = Object.keys(columns).filter((name) => columns[name]?.isRequired && !positions.has(name));
  const oneOf: readonly string[] = dataset.oneOf ?? [];
  return {
    required: required.map(french),
    oneOf: oneOf.some((name) => positions.has(name)) ? [] : oneOf.map(french),
  };
}

export const isWhole = ({ required, oneOf }: Missing): boolean => required.length + oneOf.length === 0;

/** A cell of a header that names no column. */
interface Stranger {
  readonly cell: string;
  readonly position: number;
}

/** Says what is wrong with a header; false when rows cannot be read under it. */
export function checkHeader(dataset: Dataset, header: Header, report: Report): boolean {
  const columns: Columns = dataset.columns;
  const { at, positions, places, cells } = header;
  const taken = new Set(positions.values());
  // Columns on persons are refused unread: the hub holds territories.
  if (sayPersonalLines(at.sheet, [{ line: at.line, cells }], report)) return false;
  report.nameColumns(at.sheet, places);
  const say = (
    cell: string,
    position: number | null,
    code: ProblemCode,
    suggestion: string | null,
    detail = '',
  ) =>
    report.sayOfColumn(
      at,
      { header: cell, letter: position === null ? null : letterOf(position) },
      new Refusal(code, cell, suggestion, detail),
    );
  const names = namesOf(columns);
  const strangers: Stranger[] = [];
  let isUsable = true;
  cells.forEach((cell, position) => {
    if (cell === '' || cell === remarkHeader || taken.has(position)) return;
    const same = nameOf(names, cell);
    if (same !== undefined) say(cell, position, 'DUPLICATE_COLUMN', null, places.get(same)?.header);
    else strangers.push({ cell, position });
    isUsable &&= same === undefined;
  });

  const missing = missingOf(dataset, header);
  const across = isWhole(missing) ? null : crossTable(columns, positions, strangers);
  if (across) report.sayOfColumn(at, { header: across.column, letter: null }, across.refusal);
  const absent = Object.keys(columns).filter((name) => !positions.has(name));
  const candidates = absent.flatMap((name) => columns[name]?.headers ?? []);
  const named = new Map<string, string>();
  for (const { cell, position } of strangers) {
    if (across?.cells.has(cell)) continue;
    const near = nearest(cell, candidates, 1 / 4) ?? candidates.find((each) => holds(cell, each)) ?? null;
    const column = near === null ? undefined : columns[names.get(foldHeader(near)) ?? ''];
    // One cause is said once: the column that is missing is the one to rename.
    if (column?.isRequired) named.set(column.headers[1], cell);
    else say(cell, position, 'UNKNOWN_COLUMN', near);
  }
  for (const name of missing.required.filter((each) => each !== across?.column)) {
    const like = named.get(name);
    say(name, null, 'MISSING_COLUMN', null, like === undefined ? '' : renaming(like));
  }
  const [first, ...others] = missing.oneOf;
  if (first !== undefined) {
    const detail = `Ajoutez-la, ou une colonne ${others.map((each) => `« ${each} »`).join(' ou ')}.`;
    say(first, null, 'MISSING_COLUMN', null, detail);
  }
  return isUsable && isWhole(missing);
}

/** True for a header that says another one's words, and more: "Montant total". */
const holds = (header: string, other: string): boolean =>
  other.length > 3 && ` ${foldHeader(header)} `.includes(` ${foldHeader(other)} `);

const renaming = (header: string): string =>
  `Renommez « ${header} », qui lui ressemble.${
    /total/i.test(header)
      ? ' Si cette feuille récapitule les montants d’une autre, supprimez-la : ils seraient comptés deux fois.'
      : ''
  }`;

/** Two headers or more that are years, sectors, levels: values of a column, one beside the other. */
function crossTable(
  columns: Columns,
  positions: ReadonlyMap<string, number>,
  strangers: readonly Stranger[],
) {
  for (const [name, column] of Object.entries(columns)) {
    if (positions.has(name)) continue;
    const values = strangers.filter(({ cell }) => isValueOf(column, cell)).map(({ cell }) => cell);
    if (values.length < 2) continue;
    const [, french] = column.headers;
    const list = values.map((each) => `« ${each} »`).join(', ');
    return {
      column: french,
      cells: new Set(values),
      refusal: new Refusal('CROSS_TABLE', list, null, french),
    };
  }
  return null;
}

function isValueOf({ kind, choices, parse }: Column<unknown>, cell: string): boolean {
  if (kind === 'YEAR') return /^(199|20\d)\d$/.test(cell) && Number.isInteger(parse(cell));
  return choices.some(({ label, words }) =>
    [label, ...words].some((word) => foldName(word) === foldName(cell)),
  );
}
