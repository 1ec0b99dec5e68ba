import { CsvError, parse } from 'csv-parse/sync';
import { type Problem, problemOf, Refusal } from './problem.js';

/** A file read as rows of text, before anything is made of it. */
export interface Sheet {
  readonly headers: readonly string[];
  readonly rows: readonly SheetRow[];
  /** Why the file could not be read at all; empty when it could. */
  readonly problems: readonly Problem[];
}

export interface SheetRow {
  /** Row as a spreadsheet numbers it: a cell with a line break is still one row, a blank line is one too. */
  readonly line: number;
  readonly cells: readonly string[];
}

const delimiters = [',', ';', '\t'] as const;

/** Reads CSV text, whichever usual delimiter it uses. Blank lines are skipped; their numbers still count. */
export function readCsv(text: string): Sheet {
  try {
    const [header, ...body] = parseRecords(text);
    return {
      headers: header?.record ?? [],
      rows: body.map(({ record, info }) => ({ line: info.records + info.empty_lines, cells: record })),
      problems: [],
    };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const refusal = new Refusal('UNREADABLE_FILE', error.code);
    return { headers: [], rows: [], problems: [problemOf(Number(error.lines ?? 1), null, refusal)] };
  }
}

interface ParsedRecord {
  readonly record: string[];
  readonly info: { readonly records: number; readonly empty_lines: number };
}

function parseRecords(text: string): ParsedRecord[] {
  const firstLine = text.slice(0, text.search(/\r?\n|$/));
  const delimiter = delimiters.reduce((best, each) =>
    firstLine.split(each).length > firstLine.split(best).length ? each : best,
  );
  const options = {
    bom: true,
    delimiter,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    trim: true,
  };
  return parse(text, options) as unknown as ParsedRecord[];
}
