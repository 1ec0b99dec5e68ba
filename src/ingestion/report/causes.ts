import { shownLines } from './shown-lines.js';

/** A group of a report, as far as telling it asks: what the API answers fits. Pages use this file too. */
export interface ToldGroup {
  readonly count: number;
  readonly lines: readonly number[];
  readonly problem: {
    readonly sheet: string | null;
    readonly column: string | null;
    readonly letter: string | null;
    readonly code: string;
    readonly severity: 'ERROR' | 'WARNING' | 'INFO';
    /** True when the row is not loaded because of it. */
    readonly rejects: boolean;
    readonly value: string;
    readonly message: string;
  };
}

/** One thing to do to a file: groups that differ by their value only, once they are many, are one cause. */
export interface Cause extends ToldGroup {
  /** The other values, in the order of the file; empty when the message says all. */
  readonly otherValues: readonly string[];
}

/** From this many values on, a column is wrong rather than its cells. */
const manyValues = 4;

export function causesOf(groups: readonly ToldGroup[]): Cause[] {
  // By hand: the browsers of town halls do not all have Map.groupBy.
  const byPlace = new Map<string, ToldGroup[]>();
  for (const group of groups) {
    const { sheet, column, code } = group.problem;
    const place = JSON.stringify([sheet, column, code]);
    byPlace.set(place, [...(byPlace.get(place) ?? []), group]);
  }
  return [...byPlace.values()].flatMap((alike): Cause[] => {
    const [first] = alike;
    if (first === undefined || alike.length < manyValues) {
      return alike.map((group) => ({ ...group, otherValues: [] }));
    }
    return [
      {
        problem: first.problem,
        count: alike.reduce((sum, { count }) => sum + count, 0),
        lines: alike.flatMap(({ lines }) => lines),
        otherValues: alike.slice(1).map(({ problem }) => problem.value),
      },
    ];
  });
}

/** Where a cause is, as a person finds it in a spreadsheet; empty when it is the file as a whole. */
export function placeOf({ problem: { sheet, column, letter }, lines, count }: ToldGroup): string {
  const isOfFile = column === null && lines.every((line) => line <= 1);
  return [
    sheet === null ? '' : `feuille « ${sheet} »`,
    column === null ? '' : `colonne ${letter === null ? '' : `${letter} `}« ${column} »`,
    isOfFile ? '' : linesInWords(lines, count),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

const linesShown = 20;

/**
 * Lines as a person says them: "lignes 4, 7 à 12 et 38 autres".
 *
 * @param count how many there are in all; `lines` may hold the first ones only
 */
export function linesInWords(lines: readonly number[], count: number): string {
  const shown = [...new Set(lines)].toSorted((a, b) => a - b).slice(0, linesShown);
  return `${count < 2 ? 'ligne' : 'lignes'} ${shownLines(shown, count)}`;
}

/** "a, b et c". */
export function listInWords(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? '') : `${words.slice(0, -1).join(', ')} et ${words.at(-1)}`;
}

/** A French text whose marks stay with their words where a browser cuts its lines. */
export const withoutStrayMarks = (text: string): string =>
  text.replace(/« /g, '«\u00a0').replace(/ (?=[»:;?!€%])/g, '\u00a0');
