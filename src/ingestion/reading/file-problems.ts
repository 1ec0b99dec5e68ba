import type { FileError, FileErrorCode } from '../../files/file-error.js';
import type { FileRemark } from '../../files/sheet.js';
import { type Problem, problemOf, Refusal } from '../report/problem.js';
import type { ProblemCode } from '../report/problem-catalogue.js';

type Told = readonly [code: ProblemCode, detail?: (detail: string) => string];

const grouped = (number: string): string => number.replace(/\B(?=(\d{3})+$)/g, ' ');
const inGigabytes = (bytes: string): string =>
  /^\d+$/.test(bytes) ? `plus de ${Math.round(Number(bytes) / 2 ** 30)} Go` : bytes;

/** What the person who keeps the file is told, and what they are not expected to know the difference of. */
const codes: Readonly<Record<FileErrorCode, Told>> = {
  EMPTY_FILE: ['EMPTY_FILE'],
  FILE_TOO_LARGE: ['FILE_TOO_LARGE', inGigabytes],
  UNSUPPORTED_FORMAT: ['UNSUPPORTED_FORMAT'],
  ENCRYPTED_FILE: ['ENCRYPTED_FILE'],
  TRUNCATED_FILE: ['TRUNCATED_FILE'],
  MALFORMED_CSV: ['UNREADABLE_FILE'],
  MALFORMED_JSON: ['MALFORMED_JSON'],
  MALFORMED_XLSX: ['MALFORMED_FILE'],
  INFLATED_TOO_LARGE: ['HOSTILE_FILE', () => 'ouvert, il serait démesuré'],
  XML_ENTITY: ['HOSTILE_FILE', () => 'il contient des instructions cachées (entités XML)'],
  CELL_TOO_LONG: ['TEXT_TOO_LONG', grouped],
  ROW_TOO_LONG: ['MALFORMED_FILE', (limit) => `une ligne de plus de ${grouped(limit)} caractères`],
  TOO_MANY_ROWS: ['TOO_MANY_ROWS', grouped],
  TOO_MANY_COLUMNS: ['MALFORMED_FILE', (limit) => `plus de ${grouped(limit)} colonnes`],
  TOO_MANY_TEXTS: ['FILE_TOO_LARGE', () => 'trop de textes différents'],
  UNKNOWN_ENCODING: ['UNKNOWN_ENCODING'],
};

/** A file that cannot be read, or no further, as a problem of the report. */
export function fileProblem({ code, detail, sheet, line }: FileError): Problem {
  const [problem, words = (fragment: string) => fragment] = codes[code];
  return problemOf({ sheet, line: line ?? 1 }, null, new Refusal(problem, '', null, words(detail)));
}

const systems: Readonly<Record<string, string>> = {
  'windows-1252': 'de Windows',
  macintosh: 'de Macintosh',
  cp850: 'de MS-DOS',
};

/** A remark's fragment in the words of whoever keeps the file. */
export const remarkDetail = ({ code, detail }: FileRemark): string =>
  code === 'ENCODING_GUESSED' ? (systems[detail] ?? detail) : detail;

export const remarkCodes: Readonly<Record<FileRemark['code'], ProblemCode>> = {
  WRONG_EXTENSION: 'WRONG_EXTENSION',
  ENCODING_GUESSED: 'ENCODING_GUESSED',
};
