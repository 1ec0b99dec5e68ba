import { ownText } from '../../files/own-text.js';
import { type ProblemCode, problemCatalogue, type Severity } from './problem-catalogue.js';

/** Where a row stands in its file. `line` is the number that a spreadsheet shows beside it. */
export interface RowPlace {
  readonly sheet: string | null;
  readonly line: number;
}

/** The whole file, or a whole sheet: what is said of neither row nor cell. */
export const wholeFile: RowPlace = { sheet: null, line: 1 };

/** A remark on one cell, on a whole row when `column` is null. */
export interface Problem extends RowPlace {
  /** Header of the column, as the file writes it. */
  readonly column: string | null;
  /** Letter of the column in a spreadsheet, such as `C`; null when the remark is on no cell. */
  readonly letter: string | null;
  readonly code: ProblemCode;
  readonly severity: Severity;
  /** True when the row is not loaded because of it. */
  readonly rejects: boolean;
  readonly value: string;
  readonly message: string;
  /** The nearest value that would be right; null when none is near. */
  readonly suggestion: string | null;
}

/** A cell that cannot be taken as it is. Thrown by a column's parser, caught by the reader. */
export class Refusal extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly value: string,
    /** The nearest right value, proposed as it is to be typed. */
    readonly suggestion: string | null = null,
    /** What the message needs beside the value. */
    readonly detail: string = '',
  ) {
    super(code);
  }
}

const shownLength = 120;

/** Cuts a long value so that a report stays readable whatever a cell holds. */
export const shorten = (value: string): string =>
  value.length > shownLength ? `${value.slice(0, shownLength)}…` : value;

export function problemOf(
  { sheet, line }: RowPlace,
  column: { readonly header: string; readonly letter: string | null } | null,
  { code, value, suggestion, detail }: Refusal,
): Problem {
  // Reports outlive the file: no text of it may stay a part of the file's own.
  const shown = ownText(shorten(value));
  const { severity, rejects, say } = problemCatalogue[code];
  const hint = suggestion === null ? null : ownText(shorten(suggestion));
  const sentence = say({ column: column?.header ?? '', value: shown, detail: ownText(detail) }).trim();
  return {
    sheet,
    line,
    column: column?.header ?? null,
    letter: column?.letter ?? null,
    code,
    severity,
    rejects,
    value: shown,
    message: hint === null ? sentence : `${sentence} Vouliez-vous dire « ${hint} » ?`,
    suggestion: hint,
  };
}
