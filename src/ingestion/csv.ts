import { parse } from 'csv-parse/sync';

/** A file read as rows of text, before anything is made of it. */
export interface Sheet {
  readonly headers: readonly string[];
  readonly rows: readonly SheetRow[];
}

export interface SheetRow {
  /** Row as a spreadsheet numbers it: a cell with a line break is still one row, a blank line is one too. */
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
  }) as unknown as { record: string[]; info: { records: number; empty_lines: number } }[];

  const [header, ...body] = records;
  return {
    headers: header?.record ?? [],
    rows: body.map(({ record, info }) => ({ line: info.records + info.empty_lines, cells: record })),
  };
}
