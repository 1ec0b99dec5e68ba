import type { FileError, FileErrorCode } from '../../files/file-error.js';
import type { FileRemark } from '../../files/sheet.js';
import { type Problem, problemOf, Refusal } from '../report/problem.js';
import type { ProblemCode } from '../report/problem-catalogue.js';

/** What the person who keeps the file is told, and what they are not expected to know the difference of. */
const codes: Readonly<Record<FileErrorCode, readonly [code: ProblemCode, detail?: string]>> = {
  EMPTY_FILE: ['EMPTY_FILE'],
  FILE_TOO_LARGE: ['FILE_TOO_LARGE'],
  UNSUPPORTED_FORMAT: ['UNSUPPORTED_FORMAT'],
  ENCRYPTED_FILE: ['ENCRYPTED_FILE'],
  TRUNCATED_FILE: ['TRUNCATED_FILE'],
  MALFORMED_CSV: ['UNREADABLE_FILE'],
  MALFORMED_JSON: ['MALFORMED_FILE'],
  MALFORMED_XLSX: ['MALFORMED_FILE'],
  INFLATED_TOO_LARGE: ['HOSTILE_FILE', 'il se déplierait sans fin'],
  XML_ENTITY: ['HOSTILE_FILE', 'il appelle un contenu d’ailleurs'],
  CELL_TOO_LONG: ['TEXT_TOO_LONG'],
  ROW_TOO_LONG: ['MALFORMED_FILE'],
  TOO_MANY_ROWS: ['TOO_MANY_ROWS'],
  TOO_MANY_COLUMNS: ['MALFORMED_FILE'],
  TOO_MANY_TEXTS: ['FILE_TOO_LARGE'],
  UNKNOWN_ENCODING: ['UNKNOWN_ENCODING'],
};

/** A file that cannot be read, or no further, as a problem of the report. */
export function fileProblem({ code, detail, sheet, line }: FileError): Problem {
  const [problem, words = detail] = codes[code];
  return problemOf({ sheet, line: line ?? 1 }, null, new Refusal(problem, '', null, words));
}

export const remarkCodes: Readonly<Record<FileRemark['code'], ProblemCode>> = {
  WRONG_EXTENSION: 'WRONG_EXTENSION',
  ENCODING_GUESSED: 'ENCODING_GUESSED',
};
