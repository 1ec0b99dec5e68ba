import { expect, it } from 'vitest';
import { printChanges } from '../../src/commands/report/print-changes.js';

it('counts all that changes, of which a report brings the first thousand', () => {
  const fields = [{ label: 'Montant', before: '1 €', after: '2 €' }];
  const changes = Array.from({ length: 1_000 }, (_, rank) => ({
    kind: 'CHANGED' as const,
    label: 'Subvention',
    title: `n° ${rank}`,
    fields,
  }));
  const said: string[] = [];
  printChanges({ changes, changed: 46_464 }, { say: (text = '') => said.push(text) });
  expect(said.at(-1)).toBe('… et 46\u202f454 autres modifiés.');
});
