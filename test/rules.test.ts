import { describe, expect, it } from 'vitest';
import { lastClosedFiscalYear, today } from '../src/calendar.js';
import {
  foldPerimeter,
  lineageOf,
  signatoryCountOf,
  signatoryKindOf,
  themeOf,
} from '../src/convention/convention.rules.js';
import { fundingLineOf, fundingLines } from '../src/subsidy/funding-line.rules.js';
import { Periodicity, SubsidyNature, setAsideReason } from '../src/subsidy/subsidy.rules.js';
import { precisionOf } from '../src/subsidy/subsidy-totals.rules.js';
import { foldName } from '../src/territory/territory.rules.js';

const member = (territoryId: string, joinedOn: string | null = null, leftOn: string | null = null) => ({
  territoryId,
  joinedOn,
  leftOn,
});

describe('today', () => {
  it('is the day where the Caf works, whatever the server’s clock', () => {
    expect(today(Date.parse('2026-01-01T22:59:59Z'))).toBe('2026-01-01');
    expect(today(Date.parse('2026-01-01T23:00:00Z'))).toBe('2026-01-02');
    expect(today(Date.parse('2026-07-01T22:00:00Z'))).toBe('2026-07-02');
    expect(lastClosedFiscalYear(Date.parse('2025-12-31T23:30:00Z'))).toBe(2025);
  });
});

describe('foldPerimeter', () => {
  it('follows events in the order of their effect, not of their numbers', () => {
    const folded = foldPerimeter(
      [member('a'), member('b')],
      [
        { effectiveOn: '2025-07-01', added: ['b'], removed: [] },
        { effectiveOn: '2024-07-01', added: ['c'], removed: ['b'] },
        { effectiveOn: null, added: ['d'], removed: ['a'] },
      ],
    );
    expect(folded).toEqual([
      member('a'),
      member('b', null, '2024-07-01'),
      member('b', '2025-07-01'),
      member('c', '2024-07-01'),
    ]);
  });

  it('forgets a commune that came and went on one day', () => {
    const events = [
      { effectiveOn: '2024-05-01', added: ['b'], removed: [] },
      { effectiveOn: '2024-05-01', added: [], removed: ['b'] },
    ];
    expect(foldPerimeter([member('a')], events)).toEqual([member('a')]);
  });

  it('leaves a perimeter alone without events, and ignores the departure of a stranger', () => {
    expect(foldPerimeter([member('a')], [])).toEqual([member('a')]);
    expect(foldPerimeter([member('a')], [{ effectiveOn: '2024-01-01', added: [], removed: ['z'] }])).toEqual([
      member('a'),
    ]);
    expect(foldPerimeter([member('a')], [{ effectiveOn: '2024-01-01', added: [], removed: ['a'] }])).toEqual([
      member('a', null, '2024-01-01'),
    ]);
  });
});

describe('words of sources', () => {
  it('name lineages, parties and themes', () => {
    expect([lineageOf('49-BAUGE-2'), lineageOf('49-LLA'), lineageOf('44-CLISSON-12')]).toEqual([
      '49-BAUGE',
      '49-LLA',
      '44-CLISSON',
    ]);
    expect(
      [
        'Caf de la Sarthe',
        '31 communes',
        '5 syndicats',
        'CCAS de Lourdes',
        'Département',
        'SIMAJE',
        'Ville d’Angers',
        'Inconnu',
      ].map((name) => signatoryKindOf(foldName(name))),
    ).toEqual([
      'CAF',
      'COMMUNE',
      'INTERMUNICIPAL_SYNDICATE',
      'SOCIAL_ACTION_CENTRE',
      'DEPARTMENT',
      'INTERMUNICIPAL_SYNDICATE',
      'COMMUNE',
      'OTHER',
    ]);
    expect(['31 communes', 'communes', 'MSA'].map(signatoryCountOf)).toEqual([31, null, 1]);
    expect(['petite enfance', 'enfance jeunesse', 'sante'].map(themeOf)).toEqual([
      'EARLY_CHILDHOOD',
      'OTHER',
      'OTHER',
    ]);
  });

  it('name each funding line by its own label, so that an export can be loaded again', () => {
    for (const [line, { label }] of Object.entries(fundingLines)) {
      if (line !== 'OTHER' && line !== 'NOT_STATED') expect(fundingLineOf(foldName(label)), label).toBe(line);
    }
    expect([
      fundingLineOf(''),
      fundingLineOf('ps alsh 444 accueils de loisirs'),
      fundingLineOf('psuedo'),
    ]).toEqual(['NOT_STATED', 'PS_ALSH', 'OTHER']);
  });
});

describe('amounts', () => {
  const yearly = {
    isLocal: true,
    periodicity: Periodicity.YEARLY,
    yearFrom: 2023,
    yearTo: 2023,
    nature: SubsidyNature.REAL,
  };

  it.each([
    ['a yearly amount of a commune', {}, null],
    ['a one-off amount', { periodicity: Periodicity.ONE_OFF }, null],
    ['an amount of a département', { isLocal: false }, 'PUBLISHED_TOTAL'],
    ['a sum over four years', { periodicity: Periodicity.MULTI_YEAR, yearTo: 2026 }, 'MULTI_YEAR'],
    ['a sum over several years of which one is given', { periodicity: Periodicity.MULTI_YEAR }, 'MULTI_YEAR'],
    ['an amount a year for four years', { yearTo: 2026 }, 'MULTI_YEAR'],
    ['an amount without year', { yearFrom: null, yearTo: null }, 'YEAR_UNKNOWN'],
    ['an amount without nature', { nature: SubsidyNature.UNKNOWN }, 'NATURE_UNKNOWN'],
  ])('%s', (_case, terms, reason) => {
    expect(setAsideReason({ ...yearly, ...terms })).toBe(reason);
  });

  it('add up to the precision that they share', () => {
    const sums = (
      ['EXACT', 'EXACT APPROXIMATE', 'EXACT AT_LEAST AT_LEAST', 'AT_LEAST AT_MOST', ''] as const
    ).map((words) => precisionOf(words.split(' ').filter(Boolean) as Parameters<typeof precisionOf>[0]));
    expect(sums).toEqual(['EXACT', 'APPROXIMATE', 'AT_LEAST', 'APPROXIMATE', 'EXACT']);
  });
});
