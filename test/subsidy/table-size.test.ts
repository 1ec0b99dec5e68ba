import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { cellsOf, partsOf, SubsidyDimension } from '../../src/subsidy/table/subsidy-table.rules.js';
import { TerritoryKind } from '../../src/territory/territory.rules.js';
import { openHub, type TestHub } from '../hub.js';

const { CONVENTION, COMMUNE, SECTOR, FUNDING_LINE, FUNDING_FAMILY, FISCAL_YEAR } = SubsidyDimension;
const maineEtLoire = { communes: 176, epcis: 9 };

describe('how many cells a table of subsidies may have', () => {
  const kind = TerritoryKind.DEPARTMENT;
  const cells = (by: SubsidyDimension[], filters = {}) => cellsOf(by, { kind, years: 1, parts: 1, filters });

  it('counts the pairs of a sector and a line that the nomenclature has', () => {
    // PSU pays early childhood alone, or what a file names with others; PS ALSH any sector.
    expect(cells([SECTOR, FUNDING_LINE], { FUNDING_LINE: ['PSU'] })).toBe(2);
    expect(cells([SECTOR, FUNDING_LINE], { FUNDING_LINE: ['PSU', 'PS_ALSH'] })).toBe(2 + 11);
    expect(cells([SECTOR, FUNDING_LINE], { FUNDING_LINE: ['PSU', 'PS_ALSH'], SECTOR: ['YOUTH'] })).toBe(
      1 + 1,
    );
    // A line is of one family.
    expect(cells([FUNDING_FAMILY, FUNDING_LINE])).toBe(cells([FUNDING_LINE]));
    expect(cells([FUNDING_FAMILY, SECTOR])).toBe(8 * 11);
  });

  it('counts the conventions that are asked, and all of the rest', () => {
    const country = TerritoryKind.COUNTRY;
    const two = { CONVENTION: ['A', 'B'] };
    expect(cellsOf([CONVENTION, FUNDING_LINE], { kind: country, years: 1, filters: two })).toBe(2 * 30);
    expect(cellsOf([CONVENTION, COMMUNE], { kind: country, years: 1, filters: two })).toBe(35_000);
    expect(cellsOf([CONVENTION], { kind: country, years: 1 })).toBe(20_000);
  });

  it('counts the communes and EPCI of the territory, where they are known', () => {
    expect(partsOf(kind, maineEtLoire)).toBe(185);
    // Some conventions may have been in force in a year in the smallest place, and one commune is one.
    expect(partsOf(TerritoryKind.EPCI, { communes: 7, epcis: 1 })).toBe(20);
    expect(partsOf(TerritoryKind.COMMUNE, { communes: 1, epcis: 0 })).toBe(1);
    const by = [COMMUNE, FISCAL_YEAR];
    expect(cellsOf(by, { kind, years: 5, parts: partsOf(kind, maineEtLoire) })).toBe(185 * 5);
    expect(cellsOf(by, { kind, years: 5 })).toBe(900 * 5);
  });
});

describe('a table of subsidies of one département', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('demonstration');
  });
  afterAll(() => hub.close());

  const by = `by: [${[CONVENTION, SECTOR, FUNDING_LINE, FISCAL_YEAR]}]`;
  const ask = (args: string) => hub.ask(`{ subsidyTable(${args}) { totalCount } }`);
  const within = 'within: { kind: DEPARTMENT, code: "49" }';
  const years = 'fiscalYears: [2021, 2022, 2023, 2024, 2025]';

  it('is given by convention, sector, line and year, of five years', async () => {
    const { data, errors, queries } = await ask(`${within}, ${by}, ${years}`);
    expect(errors).toBeUndefined();
    expect(data.subsidyTable.totalCount).toBeGreaterThan(0);
    expect(queries).toContain('territorySize');
    const most = cellsOf([CONVENTION, SECTOR, FUNDING_LINE, FISCAL_YEAR], {
      kind: TerritoryKind.DEPARTMENT,
      years: 5,
      parts: partsOf(TerritoryKind.DEPARTMENT, maineEtLoire),
    });
    expect(data.subsidyTable.totalCount).toBeLessThanOrEqual(most);
  });

  it('is still refused before any work when it may be too large, and measured only then', async () => {
    const large = `by: [${[COMMUNE, SECTOR, FUNDING_LINE, SubsidyDimension.SECTION, FISCAL_YEAR]}]`;
    const refused = await ask(`within: { kind: REGION, code: "52" }, ${large}, ${years}`);
    expect(refused.errors?.map(({ extensions }) => extensions.code)).toEqual(['TABLE_TOO_LARGE']);
    expect(refused.queries).not.toContain('subsidyTable');
    const small = await ask(`${within}, by: [COMMUNE, SECTOR], fiscalYears: [2024]`);
    expect([small.errors, small.queries.includes('territorySize')]).toEqual([undefined, false]);
  });
});
