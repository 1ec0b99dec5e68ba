import { describe, expect, it } from 'vitest';
import { isTable, shownFields } from '../../src/ingestion/report/told-report.js';

describe('what a page shows of a report', () => {
  it('leaves out a reference that the hub made up, and no other', () => {
    const field = (before: string | null, after: string | null) => ({ label: 'Référence', before, after });
    const [made, gone, given] = [field(null, '~commune:49018.2024'), field('~x', null), field(null, 'S-1')];
    const fields = [made, gone, given];
    expect(shownFields({ kind: 'CREATED', label: 'Subvention', title: '', fields })).toEqual([given]);
  });

  it('tells a file that is no table from one to mend', () => {
    const group = (column: string | null, sheet: string | null = null) => ({
      count: 1,
      lines: [1],
      problem: {
        sheet,
        column,
        letter: null,
        code: 'X',
        severity: 'ERROR' as const,
        rejects: false,
        value: '',
        message: '',
      },
    });
    expect(isTable({ rowsRead: 0, groups: [group(null)] })).toBe(false);
    expect(isTable({ rowsRead: 0, groups: [group('montant')] })).toBe(true);
    expect(isTable({ rowsRead: 0, groups: [group(null, 'Récap')] })).toBe(true);
    expect(isTable({ rowsRead: 1, groups: [] })).toBe(true);
  });
});
