import { describe, expect, it } from 'vitest';
import type { ToldGroup } from '../../src/ingestion/report/causes.js';
import { leftRowsInWords, leftRowsOf, nothingNewInWords } from '../../src/ingestion/report/left-rows.js';

describe('rows that are left out', () => {
  const group = (
    code: string,
    severity: ToldGroup['problem']['severity'],
    count = 1,
    message = 'Son montant a été vérifié.',
  ): ToldGroup => ({
    count,
    lines: [2],
    problem: { sheet: null, column: null, letter: null, code, severity, rejects: true, value: '', message },
  });
  const total = group('TOTAL_LINE', 'INFO');

  it('tells totals and what is not for the hub from what is wrong', () => {
    const groups = [group('INVALID_AMOUNT', 'ERROR', 3), total, group('NOT_IN_EUROS', 'WARNING', 2)];
    const report = { groups, rejected: 5 };
    // Two of the three errors are of one row.
    expect(leftRowsOf(report)).toEqual({ totals: 1, notForHub: 2, wrong: 2 });
    expect(leftRowsInWords(report)).toBe(
      '1 ligne de total, comparée et non comptée. 2 lignes ne sont pas pour le hub. ' +
        '2 lignes restent dehors : corrigez-les, puis rechargez le même fichier.',
    );
    expect(leftRowsInWords({ groups: [], rejected: 0 })).toBe('');
  });

  it('does not say that a total was compared when it could not be', () => {
    const unread = group(
      'TOTAL_LINE',
      'INFO',
      1,
      'Son montant n’a pas pu être vérifié : un montant ne se lit pas.',
    );
    expect(leftRowsInWords({ groups: [unread, total], rejected: 2 })).toBe(
      '2 lignes de total, non comptées.',
    );
  });

  it.each([
    [4, [total], 1, 'Rien à changer : le hub sait déjà tout ce que dit ce fichier.'],
    [4, [group('X', 'ERROR')], 1, 'Rien à changer : le hub sait déjà tout ce que disent les lignes valides.'],
    [0, [group('NOT_IN_EUROS', 'WARNING')], 1, 'Rien à charger : aucune ligne du fichier n’est pour le hub.'],
    [0, [group('X', 'ERROR')], 1, 'Rien à charger : aucune ligne du fichier n’est valide.'],
  ])('says of a file with %i known rows why nothing changes', (unchanged, groups, rejected, words) => {
    expect(nothingNewInWords({ unchanged, groups, rejected }).join(' ')).toBe(words);
  });
});
