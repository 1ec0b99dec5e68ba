import { parse } from 'csv-parse/sync';

/** A file read as rows of text, before anything is made of it. */
export interface Sheet {
  readonly headers: readonly string[];
  readonly rows: readonly SheetRow[];
}

export interface SheetRow {
  /** Line on which the row begins, the header being line 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

const delimiters = [',', ';', '\t'] as const;

/** Reads CSV text, whichever usual delimiter it uses. Blank lines are skipped; their numbers still count. */
export function readCsv(text: string): Sheet {
  const firstLine = text.slice(0, text.search(/\r?\n|$/));
  const delimiter = delimiters.reduce((best, each) =>
    firstLine.split(each).length > firstLine.split(best).length ? each : best,
  );
  const records = parse(text, {
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  }) as unknown as { record: string[]; info: { lines: number } }[];

  const [header, ...body] = records;
  // A quoted cell may hold line breaks: the parser counts to the end of a record, a reader looks for its beginning.
  const lineOf = (index: number) =>
    index === 0 ? (header?.info.lines ?? 1) + 1 : (body[index - 1]?.info.lines ?? 0) + 1;
  return {
    headers: header?.record ?? [],
    rows: body.map(({ record }, index) => ({ line: lineOf(index), cells: record })),
  };
}
