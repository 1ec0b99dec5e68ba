import { differenceInWords, figureInWords, type ToldImpact } from '../../ingestion/report/told-report.js';
import type { Output } from './terminal.js';

/** What a load does to the figures that others read. */
export function printImpact(impact: readonly ToldImpact[], { say }: Pick<Output, 'say'>): void {
  if (impact.length === 0) return;
  say();
  say('Effet sur les totaux', 'title');
  for (const figure of impact) {
    const { territoryName, label, unit, before, after } = figure;
    const difference = differenceInWords(figure);
    const end = difference === '' ? '' : ` (${difference})`;
    say(
      `${territoryName}, ${label} : ${figureInWords(before, unit)} → ${figureInWords(after, unit)}${end}`,
      'plain',
      2,
    );
  }
}
