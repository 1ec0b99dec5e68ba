import type { StatementTimes } from '../measure/statements.js';
import { markdownTable, short } from './markdown.js';

/** What the hub waits for, question by question. */
export const statementsTable = (found: readonly StatementTimes[]): string =>
  markdownTable(
    ['', 'ms', 'statements of the hub: ms (rows)'],
    found.map(({ number, title, milliseconds, statements }) => [
      `${number} ${title}`,
      short(milliseconds),
      statements
        .map(
          ({ name, times, milliseconds: each, rows }) =>
            `${times === 1 ? '' : `${times} × `}${name} ${short(each)} (${rows})`,
        )
        .join(', '),
    ]),
  );
