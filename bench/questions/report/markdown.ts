/** A table of Markdown, its columns aligned in the source. */
export function markdownTable(header: readonly string[], lines: readonly (readonly string[])[]): string {
  const rows = [header, ...lines];
  const widths = header.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const print = (row: readonly string[]) =>
    `| ${header.map((_, column) => (row[column] ?? '').padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [print(header), rule, ...lines.map(print)].join('\n');
}

/** A number with as many digits as tell something. */
export function short(value: number): string {
  if (!Number.isFinite(value)) return '–';
  if (value >= 100) return value.toFixed(0);
  return value >= 10 ? value.toFixed(1) : value >= 0.1 ? value.toFixed(2) : value.toFixed(3);
}

export const thousands = (count: number): string => count.toLocaleString('en-GB').replaceAll(',', ' ');
