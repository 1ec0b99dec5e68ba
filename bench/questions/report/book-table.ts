import type { BookTime } from '../measure/book.js';
import { quantile } from '../measure/statistics.js';
import { markdownTable, short, thousands } from './markdown.js';

const shown = 20;

/** The slowest ready questions, and how long half of them and nine in ten take. */
export function bookTable(found: readonly BookTime[]): string {
  const milliseconds = found.map((each) => each.milliseconds).sort((one, other) => one - other);
  const [half, most] = [0.5, 0.9].map((share) => short(quantile(milliseconds, share)));
  const lines = found
    .slice(0, shown)
    .map((each) => [`${each.file} ${each.title}`, short(each.milliseconds), thousands(each.characters)]);
  return (
    `${markdownTable(['', 'ms', 'characters'], lines)}\n\n` +
    `Of ${found.length} questions, half within ${half} ms, nine in ten within ${most} ms.`
  );
}
