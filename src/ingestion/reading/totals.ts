import { ownText } from '../../files/own-text.js';
import type { SheetRow } from '../../files/sheet.js';
import { foldName } from '../../territory/territory.rules.js';
import { parseCents, shownEuros } from '../columns/amounts.js';
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
 * since the top, or of the same territory, year or sector; or below it, when nothing is above. A total is never loaded: it
 * would count everything twice.
 */
export class TotalLines {
  readonly #labels: readonly number[];
  readonly #scopes: readonly Scope[];
  /** Columns that say what a row is of: a row in which all are empty is of nothing. */
  readonly #owners: readonly number[];
  readonly #amount: number;
  readonly #amountName: string | null;
  readonly #sinceTotal = new RunningSum();
  readonly #sinceTop = new RunningSum();
  /** A total that stands above its detail, until that has been read. */
  #above: Total | null = null;

  constructor(
    { totals, oneOf }: Dataset,
    private readonly header: Header,
    private readonly report: Report,
  ) {
    const at = (names: readonly string[] = []) =>
      names.map((name) => header.positions.get(name) ?? -1).filter((position) => position >= 0);
    // Whatever the first column is, it is where people write "Total".
    this.#labels = totals ? [...new Set([0, ...at(totals.labels)])] : [];
    this.#scopes = at(totals?.scopes).map((position) => ({ position, sums: new Map() }));
    this.#owners = at(oneOf);
    this.#amountName = totals?.amount ?? null;
    this.#amount = totals ? (header.positions.get(totals.amount) ?? -1) : -1;
  }

  /**
   * True when the row is done with: it is a total, or it was left out, and then counts only for whoever added it up.
   *
   * @param isLeftOut true when the row is not for the hub
   */
  take(row: SheetRow, isLeftOut: boolean): boolean {
    if (this.#amount < 0) return isLeftOut;
    if (isLeftOut) {
      const amount = centsOf(row, this.#amount) ?? 0;
      for (const sum of [this.#sinceTotal, this.#sinceTop]) sum.leaveOut(amount);
      return true;
    }
    const label = this.#labelOf(row);
    if (label === null) return false;
    const at: RowPlace = { sheet: this.header.at.sheet, line: row.line };
    this.#check({ at, label: ownText(label), amount: centsOf(row, this.#amount) }, row);
    this.#sinceTotal.reset();
    return true;
  }

  /** Adds up a row that is no total. One that was refused counts as well, if its amount can be read. */
  count(row: SheetRow, read: ReadRow<Columns> | null): void {
    if (this.#amount < 0 || this.#amountName === null) return;
    this.#add(row, read === null ? centsOf(row, this.#amount) : (read.values[this.#amountName] as number));
  }

  #labelOf(row: SheetRow): string | null {
    const { cells } = row;
    for (const position of this.#labels) {
      const text = cells[position] ?? '';
      if (isTotal(text)) return text;
    }
    if (this.#owners.length === 0 || this.#owners.some((position) => (cells[position] ?? '') !== ''))
      return null;
    // A row that is of no territory may say anywhere what it is; or nowhere, when it is right.
    const label = cells.find(isTotal);
    if (label !== undefined) return label;
    const amount = centsOf(row, this.#amount);
    const isSum = amount !== null && this.#sinceTop.rows > 1 && this.#sinceTop.is(amount);
    return isSum ? (cells[this.#amount] ?? '') : null;
  }

  #add(row: SheetRow, amount: number | null): void {
    this.#sinceTotal.add(amount);
    this.#sinceTop.add(amount);
    const cents = amount ?? 0;
    for (const { position, sums } of this.#scopes) {
      const text = row.cells[position] ?? '';
      const sum = sums.get(text);
      if (sum) sum.cents += cents;
      else if (sums.size < summedTexts) sums.set(ownText(text), { cents });
    }
  }

  /** Checks what the sheet's last rows were still to tell. To be called once, after the last one. */
  end(): void {
    if (this.#above) this.#verify(this.#above, null);
  }

  #check(total: Total, row: SheetRow): void {
    const above = this.#above;
    if (total.amount !== null && this.#sinceTop.rows === 0 && above === null) {
      this.#above = total;
    } else if (total.amount !== null && above !== null && this.#sinceTotal.is(above.amount)) {
      // Each total stands above its detail, this one too.
      this.#verify(above, null);
      this.#above = total;
    } else this.#verify(total, row);
  }

  /** @param row the total's own, when it stands below its detail */
  #verify({ at, label, amount }: Total, row: SheetRow | null): void {
    if (amount === null || this.#sinceTop.rows === 0) {
      this.report.say(at, null, 'TOTAL_LINE', label);
      return;
    }
    const ofSame = row === null ? [] : this.#sumsOfSame(row);
    if (this.#sinceTotal.is(amount) || this.#sinceTop.is(amount) || ofSame.includes(amount)) {
      this.report.say(at, null, 'TOTAL_LINE', label, { detail: 'Son montant a été vérifié.' });
      return;
    }
    const detail = this.#sinceTotal.rows === 0 ? this.#sinceTop : this.#sinceTotal;
    const side = row === null ? 'dessous' : 'dessus';
    if (detail.unread > 0) {
      const cause = `Son montant n’a pas pu être vérifié : un montant au-${side} ne se lit pas.`;
      this.report.say(at, null, 'TOTAL_LINE', label, { detail: cause });
      return;
    }
    const gap = amount - detail.cents;
    this.report.say(at, this.#amountName, 'TOTAL_MISMATCH', label, {
      detail:
        `elle annonce ${shownEuros(amount)}, les lignes au-${side} font ${shownEuros(detail.cents)}, ` +
        `soit ${shownEuros(Math.abs(gap))} de ${gap > 0 ? 'moins' : 'plus'}`,
    });
  }

  #sumsOfSame({ cells }: SheetRow): (number | undefined)[] {
    return this.#scopes.map(({ position, sums }) => sums.get(cells[position] ?? '')?.cents);
  }
}

/** A line that adds up others, and what it announces; null when that cannot be read. */
interface Total {
  readonly at: RowPlace;
  readonly label: string;
  readonly amount: number | null;
}

/** What the rows since some line add up to. */
class RunningSum {
  cents = 0;
  rows = 0;
  /** Rows whose amount could not be read. */
  unread = 0;
  #leftOut = 0;

  add(amount: number | null): void {
    this.rows += 1;
    if (amount === null) this.unread += 1;
    else this.cents += amount;
  }

  /** A row that the hub does not load, but that whoever made the total may have counted. */
  leaveOut(amount: number): void {
    this.#leftOut += amount;
  }

  is(amount: number | null): boolean {
    return this.rows > 0 && (amount === this.cents || amount === this.cents + this.#leftOut);
  }

  reset(): void {
    this.cents = 0;
    this.rows = 0;
    this.unread = 0;
    this.#leftOut = 0;
  }
}

// Long texts are sentences; reading them all would cost more than the rest of the row.
const isTotal = (text: string): boolean =>
  text !== '' && text.length < 80 && maybeTotal.test(text) && totalWords.test(foldName(text));

// Cheap look before names are folded.
const maybeTotal = /tota|ensemble|somme|cumul/i;

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
