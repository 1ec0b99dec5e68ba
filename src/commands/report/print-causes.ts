import { type Cause, causesOf, listInWords, placeOf } from '../../ingestion/report/causes.js';
import type { ToldReport } from '../../ingestion/report/told-report.js';
import { counted } from '../../ingestion/report/told-report.js';
import type { Output, Style } from './terminal.js';

type Severity = Cause['problem']['severity'];

const titles: readonly (readonly [severity: Severity, title: string, style: Style])[] = [
  ['ERROR', 'À corriger', 'bad'],
  ['WARNING', 'À vérifier', 'warning'],
  ['INFO', 'Pour information', 'title'],
];

const shownCauses: Readonly<Record<Severity, number>> = { ERROR: 25, WARNING: 10, INFO: 5 };
const shownValues = 4;

/** Problems by what there is to do: one paragraph a cause, however many lines repeat it. */
export function printCauses({ groups }: ToldReport, { say }: Pick<Output, 'say'>): void {
  const causes = causesOf(groups);
  for (const [severity, title, style] of titles) {
    const found = causes.filter(({ problem }) => problem.severity === severity);
    if (found.length === 0) continue;
    say();
    say(title, style);
    const shown = found.slice(0, shownCauses[severity]);
    for (const [rank, cause] of shown.entries()) printCause(cause, rank + 1, { say });
    const others = found.length - shown.length;
    if (others > 0)
      say(`… et ${counted(others, 'autre cause')} : --annoter ou --json les disent toutes.`, 'faint', 2);
  }
}

function printCause(cause: Cause, rank: number, { say }: Pick<Output, 'say'>): void {
  say(`${rank}. ${cause.problem.message}`, 'plain', 2);
  const place = placeOf(cause);
  if (place !== '') say(place, 'faint', 5);
  if (cause.otherValues.length === 0) return;
  const values = cause.otherValues.slice(0, shownValues).map((value) => `« ${value} »`);
  const others = cause.otherValues.length - values.length;
  if (others > 0) values.push(counted(others, 'autre valeur', 'autres valeurs'));
  say(`De même : ${listInWords(values)}.`, 'faint', 5);
}
