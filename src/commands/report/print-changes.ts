import type { ToldChange, ToldReport } from '../../ingestion/report/told-report.js';
import { counted } from '../../ingestion/report/told-report.js';
import type { Output } from './terminal.js';

const shownRecords = 10;
const shownTitles = 4;

/** What would change: each field with its old and new value; what appears or goes is named only. */
export function printChanges(
  { changes, changed: changedInAll }: Pick<ToldReport, 'changes' | 'changed'>,
  { say }: Pick<Output, 'say'>,
): void {
  const changed = changes.filter(({ kind }) => kind === 'CHANGED');
  for (const { label, title, fields } of changed.slice(0, shownRecords)) {
    say();
    say(`${label} : ${title}`, 'plain', 2);
    for (const { label: field, before, after } of fields) {
      say(`${field} : ${before ?? '(vide)'} → ${after ?? '(vide)'}`, 'plain', 4);
    }
  }
  if (changed.length > shownRecords) {
    // A report brings the first thousand only, and parts of a record beside it: neither count is always the larger.
    const others = Math.max(changedInAll, changed.length) - shownRecords;
    say(`… et ${counted(others, 'autre modifié', 'autres modifiés')}.`, 'faint', 2);
  }
  printNames(
    'Nouveau',
    changes.filter(({ kind }) => kind === 'CREATED'),
    { say },
  );
  printNames(
    'Retiré',
    changes.filter(({ kind }) => kind === 'REMOVED'),
    { say },
  );
}

function printNames(kind: string, changes: readonly ToldChange[], { say }: Pick<Output, 'say'>): void {
  for (const [label, alike] of Map.groupBy(changes, (change) => change.label)) {
    const titles = [...new Set(alike.map(({ title }) => title))];
    // How many there are in all has been said: what is told here are the first thousand.
    const end = titles.length > shownTitles ? ' ; etc.' : '';
    say(`${kind} — ${label} : ${titles.slice(0, shownTitles).join(' ; ')}${end}`, 'faint', 2);
  }
}
