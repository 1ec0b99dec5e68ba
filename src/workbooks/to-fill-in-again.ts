import type { WriteSheet } from 'hucre/xlsx';
import type { SheetRow } from '../files/sheet.js';
import type { Dataset } from '../ingestion/dataset.js';
import { guideSheet } from '../ingestion/reading/own-sheets.js';
import { aboutAnnotated } from './about.js';
import type { AnnotatedSheet } from './annotated-sheet.js';
import { guideOf } from './guide.js';
import { blankRows, fillingIn, type KnownValues, knownOf, listsFor } from './template-columns.js';

/** The annotated sheets of a template that came back, with all that makes it one to fill in. */
export function toFillInAgain(
  dataset: Dataset,
  annotated: readonly AnnotatedSheet[],
  lists: readonly SheetRow[],
): readonly WriteSheet[] {
  const known = knownOf(
    dataset,
    lists.map(({ cells }) => cells),
  );
  return [
    ...annotated.map((each) => withDropDowns(dataset, each, known)),
    // Not beside a guide that its author has made another sheet of.
    ...(annotated.some(({ sheet }) => sheet.name === guideSheet) ? [] : [guideOf(dataset, aboutAnnotated)]),
    listsFor(dataset, known),
  ];
}

function withDropDowns(
  dataset: Dataset,
  { sheet, rows, cells, header, headerAt }: AnnotatedSheet,
  known: KnownValues,
): WriteSheet {
  if (header === null) return sheet;
  const blank = Array.from({ length: blankRows }, () => header.cells.map(() => null));
  const last = rows.length + blankRows;
  const places = { header: headerAt + 1, positions: header.positions, last };
  const { headers, ...frame } = fillingIn(dataset, known, places);
  for (const [position, { style, comment }] of headers) {
    const key = `${headerAt},${position}`;
    const remark = cells.get(key)?.comment?.text;
    // A remark on the header stands below what the column holds; its colour stays.
    const text = [comment?.text, remark].filter((each) => each !== undefined).join('\n');
    const colour = remark === undefined ? style : cells.get(key)?.style;
    cells.set(key, { ...(colour && { style: colour }), comment: { text } });
  }
  return { ...sheet, ...frame, rows: [...rows, ...blank] };
}
