import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SubsidyNature } from '../../src/subsidy/subsidy.rules.js';
import { SubsidyTableOrder } from '../../src/subsidy/table/subsidy-measures.sql.js';
import { SubsidyDimension } from '../../src/subsidy/table/subsidy-table.rules.js';
import { subsidyTable } from '../../src/subsidy/table/subsidy-table.sql.js';
import type { SubsidyTableQuestion } from '../../src/subsidy/table/subsidy-table-source.sql.js';
import { isTop, topCommunes } from '../../src/subsidy/table/subsidy-table-top.sql.js';
import { TerritoryKind, territoryId } from '../../src/territory/territory.rules.js';
import { openHub, type TestHub } from '../hub.js';

const places = [
  [TerritoryKind.COUNTRY, 'FR'],
  [TerritoryKind.REGION, '52'],
  [TerritoryKind.DEPARTMENT, '49'],
  [TerritoryKind.DEPARTMENT, '01'],
  [TerritoryKind.EPCI, '200071876'],
] as const;

describe('the communes that a year gave most to per inhabitant', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('demonstration');
  });
  afterAll(() => hub.close());

  const question = (kind: TerritoryKind, code: string, first: number, offset = 0): SubsidyTableQuestion => ({
    within: { id: territoryId(kind, code), kind },
    territories: null,
    bands: null,
    by: [SubsidyDimension.COMMUNE],
    fiscalYears: [2023],
    natures: [SubsidyNature.REAL],
    conventions: null,
    sectors: null,
    fundingLines: null,
    sections: null,
    otherYear: null,
    comparedNature: null,
    keepsTerritories: false,
    ages: null,
    orderBy: SubsidyTableOrder.PER_INHABITANT,
    ascending: false,
    first,
    offset,
  });

  it.each(places)('are the same as in a table of all of them: %s %s', async (kind, code) => {
    const em = hub.database.fork();
    let compared = 0;
    for (const [first, offset] of [
      [3, 0],
      [5, 2],
      [1, 7],
    ] as const) {
      const asked = question(kind, code, first, offset);
      expect(isTop(asked)).toBe(true);
      const top = await topCommunes(em, asked);
      if (top === null) continue;
      compared += 1;
      expect(top).toMatchObject(await subsidyTable(em, asked));
    }
    expect(compared).toBeGreaterThan(code === '200071876' ? 0 : 1);
  });

  it('are not told where the page reaches what EPCI have themselves', async () => {
    expect(await topCommunes(hub.database.fork(), question(TerritoryKind.DEPARTMENT, '49', 500))).toBeNull();
    const { data } = await hub.ask(`{ subsidyTable(within: { kind: DEPARTMENT, code: "49" }, by: [COMMUNE],
      fiscalYears: [2023], orderBy: PER_INHABITANT, first: 500) { totalCount rows { key { commune { code } } } } }`);
    const { totalCount, rows } = data.subsidyTable;
    expect(rows.length).toBe(totalCount);
    expect(rows.at(-1)).toEqual({ key: { commune: null } });
  });
});
