import type { Impact } from '../../ingestion/history/impact.js';
import type { Output } from './terminal.js';

/** What a load does to the figures that others read. */
export function printImpact(impact: readonly Impact[], { say }: Pick<Output, 'say'>): void {
  if (impact.length === 0) return;
  say();
  say('Effet sur les totaux', 'title');
  for (const { territoryName, label, unit, before, after } of impact) {
    const difference = before !== null && after !== null && before !== after ? after - before : null;
    const sign = difference !== null && difference > 0 ? '+' : '';
    const end = difference === null ? '' : ` (${sign}${amount(difference, unit)})`;
    say(`${territoryName}, ${label} : ${amount(before, unit)} → ${amount(after, unit)}${end}`, 'plain', 2);
  }
}

const units: Readonly<Partial<Record<Impact['unit'], string>>> = { EURO: ' €', PERCENT: ' %' };

const amount = (value: number | null, unit: Impact['unit']): string =>
  value === null
    ? 'inconnu'
    : `${value.toLocaleString('fr-FR', { maximumFractionDigits: 2 })}${units[unit] ?? ''}`;
