/** Line numbers as a person reads them: `4, 7 à 12 et 38 autres`. `count` is how many there are in all. */
export function shownLines(lines: readonly number[], count: number): string {
  const sorted = [...new Set(lines)].toSorted((a, b) => a - b);
  const ranges: string[] = [];
  for (let start = 0; start < sorted.length; ) {
    let end = start;
    while ((sorted[end + 1] ?? 0) === (sorted[end] ?? 0) + 1) end += 1;
    const [from, to] = [sorted[start], sorted[end]];
    ranges.push(end === start ? `${from}` : end === start + 1 ? `${from}, ${to}` : `${from} à ${to}`);
    start = end + 1;
  }
  const rest = count - lines.length;
  return rest > 0 ? `${ranges.join(', ')} et ${rest} ${rest === 1 ? 'autre' : 'autres'}` : ranges.join(', ');
}
