import type { SheetRow } from '../../files/sheet.js';
import {
  isBeneficiaryNumber,
  isBirthDay,
  type PersonalHeader,
  personalColumns,
  personalHeader,
} from '../../privacy/personal-headers.rules.js';
import { contactIn, type PersonalDatum, personalDatumIn } from '../../privacy/personal-text.rules.js';
import type { ColumnKind, Columns } from '../columns/column.js';
import { Refusal, type RowPlace } from '../report/problem.js';
import type { ProblemCode } from '../report/problem-catalogue.js';
import type { Report } from '../report/report.js';
import { type Header, letterOf } from './header.js';

/** What is found in a cell, in French; the report never has the cell itself. */
const words: Readonly<Record<PersonalDatum | 'BENEFICIARY_NUMBER', string>> = {
  SOCIAL_SECURITY_NUMBER: 'un numéro de sécurité sociale',
  BIRTH: 'une personne et sa date de naissance',
  BENEFICIARY_NUMBER: 'un numéro d’allocataire',
};

/** Kinds of columns in which people write sentences. */
const written: ReadonlySet<ColumnKind> = new Set(['TEXT', 'LIST']);
/** An address on the web may hold what looks like a number of telephone. */
const addresses: ReadonlySet<string> = new Set(['sourceUrl']);

/** Says that a cell holds what the hub takes nothing of: without its value, nor a header that may be one. */
function sayOfCell(
  report: Report,
  at: RowPlace,
  header: string,
  position: number,
  found: keyof typeof words,
): void {
  const shown = personalDatumIn(header) === null ? header : '';
  const place = { header: shown, letter: letterOf(position) };
  report.sayOfColumn(at, place, new Refusal('PERSONAL_CELL', '', null, words[found]));
}

/**
 * Says what a header, or the lines above it, holds of persons; false when it holds nothing. Whatever the sheet is: one that is not
 * loaded was sent all the same. A column that the hub knows may say it in brackets.
 */
export function sayPersonalLines(
  sheet: string | null,
  lines: readonly { readonly line: number; readonly cells: readonly string[] }[],
  report: Report,
): boolean {
  let isFound = false;
  for (const { line, cells } of lines) {
    const at = { sheet, line };
    for (const position of personalColumns(cells)) {
      const header = cells[position] ?? '';
      const place = { header, letter: letterOf(position) };
      report.sayOfColumn(at, place, new Refusal('PERSONAL_DATA', header));
      isFound = true;
    }
    cells.forEach((cell, position) => {
      const found = personalDatumIn(cell);
      if (found === null) return;
      sayOfCell(report, at, '', position, found);
      isFound = true;
    });
  }
  return isFound;
}

/** Looks at every cell of a table, those of columns that are not read included: they were sent all the same. */
export class PersonalCells {
  /** Texts of the row above: what repeats down a column is looked at once. */
  readonly #above: string[] = [];
  readonly #isPersonal: boolean[] = [];
  readonly #kinds: readonly (PersonalHeader | null)[];
  readonly #written: readonly (readonly [name: string, position: number])[];

  constructor(
    columns: Columns,
    private readonly header: Header,
    private readonly report: Report,
  ) {
    const { cells, positions } = header;
    this.#kinds = cells.map(personalHeader);
    this.#written = [...positions].filter(
      ([name]) => written.has(columns[name]?.kind ?? 'CODE') && !addresses.has(name),
    );
  }

  /** True when a row is not to be looked at any further. */
  refuses(row: SheetRow): boolean {
    const { cells, line } = row;
    const at = { sheet: this.header.at.sheet, line };
    let isRefused = false;
    for (let position = 0; position < cells.length; position += 1) {
      const cell = cells[position] ?? '';
      const isRepeated = cell === this.#above[position] && this.#isPersonal[position] === false;
      if (isRepeated) continue;
      const found = this.#found(cell, position);
      this.#above[position] = cell;
      this.#isPersonal[position] = found !== null;
      if (found === null) continue;
      sayOfCell(this.report, at, this.header.cells[position] ?? '', position, found);
      isRefused = true;
    }
    if (!isRefused) this.#warn(row, at);
    return isRefused;
  }

  #found(cell: string, position: number): keyof typeof words | null {
    const kind = this.#kinds[position];
    if (kind === 'NUMBER' && isBeneficiaryNumber(cell)) return 'BENEFICIARY_NUMBER';
    if (kind === 'BIRTH' && isBirthDay(cell)) return 'BIRTH';
    return personalDatumIn(cell);
  }

  #warn({ cells }: SheetRow, at: RowPlace): void {
    for (const [name, position] of this.#written) {
      const contact = contactIn(cells[position] ?? '');
      if (contact !== null) this.report.say(at, name, codes[contact], '');
    }
  }
}

const codes = { E_MAIL: 'E_MAIL_IN_TEXT', PHONE: 'PHONE_IN_TEXT' } as const satisfies Record<
  string,
  ProblemCode
>;
