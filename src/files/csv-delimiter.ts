/** Most likely first: French spreadsheets write `;` because the comma is for decimals. */
const delimiters = [';', '\t', '|', ','] as const;

export interface Dialect {
  readonly delimiter: string;
  /** Characters before the first row: the line `sep=;`, which Excel obeys and does not show. */
  readonly skipped: number;
}

/** Judges by the beginning of a file; `isWhole` when that is all of it. */
export function findDialect(text: string, isWhole: boolean): Dialect {
  const declared = /^"?sep=([^"\r\n])"?(?:\r\n|\r|\n|$)/i.exec(text);
  if (declared?.[1] !== undefined) return { delimiter: declared[1], skipped: declared[0].length };
  const lines = linesOf(text, isWhole);
  const best = delimiters
    .map((delimiter) => ({ delimiter, weight: weightOf(delimiter, lines) }))
    .reduce((one, other) => (other.weight > one.weight ? other : one));
  return { delimiter: best.delimiter, skipped: 0 };
}

/** Up to 500 lines without quoted cells (any delimiter stands in those) and without decimal commas. */
function linesOf(text: string, isWhole: boolean): string[] {
  const bare = text
    .replace(/"(?<=(?:^|[;,\t|\r\n][ \u00a0]*)")(?:[^"]|"")*(?:"|$)/g, '')
    .replace(/(?<![\d,])\d+,\d{1,2}(?![\d,])/g, '');
  const lines = bare.split(/\r\n|\r|\n/);
  // The last one may be cut.
  return (isWhole || lines.length === 1 ? lines : lines.slice(0, -1)).slice(0, 500);
}

/** Lines that have the delimiter, and once more those that have it the most usual number of times. */
function weightOf(delimiter: string, lines: readonly string[]): number {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const count = line.split(delimiter).length - 1;
    if (count > 0) counts.set(count, (counts.get(count) ?? 0) + 1);
  }
  const frequencies = [...counts.values()];
  return frequencies.reduce((sum, each) => sum + each, 0) + Math.max(0, ...frequencies);
}
