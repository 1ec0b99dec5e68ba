import type { DatasetName } from '../../provenance/dataset-name.js';
import type { ToldGroup } from './causes.js';

/** What a load does to one record, as it is told. */
export interface ToldChange {
  readonly kind: 'CREATED' | 'CHANGED' | 'REMOVED';
  readonly label: string;
  readonly title: string;
  readonly fields: readonly {
    readonly label: string;
    readonly before: string | null;
    readonly after: string | null;
  }[];
}

/** What a load does to one figure that others read. */
export interface ToldImpact {
  readonly territoryName: string;
  readonly label: string;
  readonly unit: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** A load's report as far as telling it to a person asks: what comes over HTTP, for the page and the command line. */
export interface ToldReport {
  readonly isAccepted: boolean;
  readonly isDryRun: boolean;
  readonly dataset: DatasetName | null;
  readonly fileName: string;
  readonly revision: number | null;
  readonly rowsRead: number;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly rejected: number;
  readonly problemCounts: { readonly errors: number; readonly warnings: number; readonly infos: number };
  readonly groups: readonly ToldGroup[];
  readonly changes: readonly ToldChange[];
  readonly impact: readonly ToldImpact[];
  readonly milliseconds: number;
}

/** False for what is no table at all: then there is nothing to mend, annotate or load in it. */
export const isTable = ({ rowsRead, groups }: Pick<ToldReport, 'rowsRead' | 'groups'>): boolean =>
  rowsRead > 0 || groups.some(({ problem }) => problem.column !== null || problem.sheet !== null);

const personalCodes: ReadonlySet<string> = new Set(['PERSONAL_DATA', 'PERSONAL_CELL']);

/** Does a file hold what the hub takes nothing of? Then nothing of it is kept, nor sent back. */
export const holdsPersonalData = (
  groups: readonly { readonly problem: { readonly code: string } }[],
): boolean => groups.some(({ problem }) => personalCodes.has(problem.code));

/** The fields of a change that its reader knows: a reference that the hub made up is for programs. */
export const shownFields = ({ fields }: ToldChange): ToldChange['fields'] =>
  fields.filter(({ before, after }) => !(after ?? before ?? '').startsWith(derivedMark));

/** As keys begin that the hub makes of a row's own values. */
const derivedMark = '~';

/** A figure as a French reader writes it. */
export function figureInWords(value: number | null, unit: string): string {
  if (value === null) return 'inconnu';
  const symbol = unit === 'EURO' ? '\u00a0€' : unit === 'PERCENT' ? '\u00a0%' : '';
  // Cents are written in full, or not at all.
  const minimumFractionDigits = unit === 'EURO' && !Number.isInteger(value) ? 2 : 0;
  return `${value.toLocaleString('fr-FR', { minimumFractionDigits, maximumFractionDigits: 2 })}${symbol}`;
}

/** By how much a figure changes, signed; empty when that cannot be said. */
export function differenceInWords({ before, after, unit }: ToldImpact): string {
  if (before === null || after === null || before === after) return '';
  return `${after > before ? '+' : ''}${figureInWords(roundCents(after - before), unit)}`;
}

/** Euros are sums of cents that binary fractions do not hold. */
const roundCents = (value: number): number => Math.round(value * 100) / 100;

/** "1 erreur", "12 erreurs". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('fr-FR')} ${Math.abs(count) < 2 ? one : many}`;
