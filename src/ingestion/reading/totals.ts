import { ownText } from '../../files/own-text.js';
import type { SheetRow } from '../../files/sheet.js';
import { foldName } from '../../territory/territory.rules.js';
import { formatCents, parseCents } from '../columns/amounts.js';
import type { Columns } from '../columns/column.js';
import type { Dataset, ReadRow } from '../dataset.js';
import { Refusal, type RowPlace } from '../report/problem.js';
import type { Report } from '../report/report.js';
import type { Header } from './header.js';

// "Ensemble" alone is a total; "Ensemble pour les familles" is a project.
const totalWords = /^((sous|grand) )?total(aux|e)?\b|^totaux\b|^subtotal\b|^(ensemble|somme|cumul)$/;

/** Beyond a few thousand territories nobody writes a total for each. */
const summedTexts = 5_000;

/** Sums of the amounts of the rows that have the same text in a column, such as one territory's. */
interface Scope {
  readonly position: number;
  readonly sums: Map<string, { cents: number }>;
}

/**
 * Recognises the lines of a sheet that add up the others, and checks them against their detail: since the last total,
 * since the top, or of the same territory, year or sector. A total is never loaded: it would count everything twice.
 */
export class TotalLines {
  readonly #labels: readonly number[];
  readonly #scopes: readonly Scope[];
  readonly #amount: number;
  readonly #amountName: string | null;
  #sinceTotal = 0;
  #sinceTop = 0;

  constructor(
    { totals }: Dataset,
    private readonly header: Header,
    private readonly report: Report,
  ) {
    const at = (names: readonly string[] = []) =>
      names.map((name) => header.positions.get(name) ?? -1).filter((position) => position >= 0);
    // Whatever the first column is, it is where people write "Total".
    this.#labels = totals ? [...new Set([0, ...at(totals.labels)])] : [];
    this.#scopes = at(totals?.scopes).map((position) => ({ position, sums: new Map() }));
    this.#amountName = totals?.amount ?? null;
    this.#amount = totals ? (header.positions.get(totals.amount) ?? -1) : -1;
  }

  /** True when the row is a total: it is then done with. */
  take(row: SheetRow): boolean {
    if (this.#amount < 0) return false;
    const label = this.#labelOf(row);
    if (label === null) return false;
    const at: RowPlace = { sheet: this.header.at.sheet, line: row.line };
    this.#check(at, label, centsOf(row, this.#amount), row);
    this.#sinceTotal = 0;
    return true;
  }

  /** Adds up a row that is no total. One that was refused counts as well, if its amount can be read. */
  count(row: SheetRow, read: ReadRow<Columns> | null): void {
    if (this.#amount < 0 || this.#amountName === null) return;
    const amount = read === null ? centsOf(row, this.#amount) : (read.values[this.#amountName] as number);
    this.#add(row, amount ?? 0);
  }

  #labelOf(row: SheetRow): string | null {
    for (const position of this.#labels) {
      const text = row.cells[position] ?? '';
      // Long texts are sentences; reading them all would cost more than the rest of the row.
      if (text !== '' && text.length < 80 && maybeTotal.test(text) && totalWords.test(foldName(text)))
        return text;
    }
    return null;
  }

  #add(row: SheetRow, amount: number): void {
    this.#sinceTotal += amount;
    this.#sinceTop += amount;
    for (const { position, sums } of this.#scopes) {
      const text = row.cells[position] ?? '';
      const sum = sums.get(text);
      if (sum) sum.cents += amount;
      else if (sums.size < summedTexts) sums.set(ownText(text), { cents: amount });
    }
  }

  #check(at: RowPlace, label: string, amount: number | null, row: SheetRow): void {
    if (amount === null || this.#sinceTop === 0) {
      this.report.say(at, null, 'TOTAL_LINE', label);
      return;
    }
    const sums = [this.#sinceTotal, this.#sinceTop];
    for (const scope of this.#scopes) {
      const sum = scope.sums.get(row.cells[scope.position] ?? '');
      if (sum) sums.push(sum.cents);
    }
    if (sums.includes(amount)) {
      this.report.say(at, null, 'TOTAL_LINE', label, { detail: 'Son montant a été vérifié.' });
      return;
    }
    const detail = this.#sinceTotal === 0 ? this.#sinceTop : this.#sinceTotal;
    const gap = amount - detail;
    this.report.say(at, this.#amountName, 'TOTAL_MISMATCH', label, {
      detail:
        `il annonce ${euros(amount)}, les lignes au-dessus font ${euros(detail)}, ` +
        `soit ${euros(Math.abs(gap))} de ${gap > 0 ? 'moins' : 'plus'}`,
    });
  }
}

// Cheap look before names are folded.
const maybeTotal = /tota|ensemble|somme|cumul/i;

const euros = (cents: number): string => `${formatCents(cents).replace(/\B(?=(\d{3})+(?!\d))/g, ' ')} €`;

function centsOf(row: SheetRow, position: number): number | null {
  const text = row.cells[position] ?? '';
  if (text === '') return null;
  try {
    return parseCents(text, row.notes?.get(position));
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
