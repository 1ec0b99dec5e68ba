import type { Finding } from './bench.js';

/** Findings as a table of Markdown. */
export function tableOf(findings: readonly Finding[]): string {
  const lines = findings.map(({ what, ours, against, ratio, bound }) => [
    what,
    ours,
    against,
    ratio.toFixed(2),
    Number.isFinite(bound) ? `≤ ${bound}` : '',
    !Number.isFinite(bound) ? '' : ratio <= bound ? 'met' : 'falls short',
  ]);
  const rows = [['', 'the hub', 'held against', 'ratio', 'bound', ''], ...lines];
  const widths = rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  const print = (row: readonly string[]) =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`;
  return [print(rows[0] ?? []), rule, ...rows.slice(1).map(print)].join('\n');
}
