import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SubsidyNature } from '../../src/subsidy/subsidy.rules.js';
import { SubsidyTableOrder } from '../../src/subsidy/table/subsidy-measures.sql.js';
import { countedBasesOfRows, type RowBasis } from '../../src/subsidy/table/subsidy-row.sql.js';
import { basesOfRows } from '../../src/subsidy/table/subsidy-row-bases.sql.js';
import { rowKey } from '../../src/subsidy/table/subsidy-row-keys.sql.js';
import { SubsidyDimension } from '../../src/subsidy/table/subsidy-table.rules.js';
import { subsidyTable } from '../../src/subsidy/table/subsidy-table.sql.js';
import type { SubsidyTableQuestion } from '../../src/subsidy/table/subsidy-table-source.sql.js';
import { country, TerritoryKind } from '../../src/territory/territory.rules.js';
import { openHub, type TestHub } from '../hub.js';

const { REGION, DEPARTMENT, FISCAL_YEAR, NATURE, SECTOR, FUNDING_FAMILY, FUNDING_LINE, SECTION } =
  SubsidyDimension;

/** Passports of parts of totals are read from what loads keep: they say what counting the amounts would say. */
describe('passports of rows, from kept groups', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west_demonstration');
  });
  afterAll(() => hub.close());

  const question = (asked: Partial<SubsidyTableQuestion>): SubsidyTableQuestion => ({
    within: { id: country.id, kind: TerritoryKind.COUNTRY },
    by: [],
    territories: null,
    bands: null,
    fiscalYears: [2022, 2023],
    natures: [SubsidyNature.REAL],
    sectors: null,
    fundingLines: null,
    sections: null,
    conventions: null,
    otherYear: null,
    comparedNature: null,
    keepsTerritories: false,
    ages: null,
    orderBy: SubsidyTableOrder.KEY,
    ascending: true,
    first: 1000,
    offset: 0,
    ...asked,
  });
  const region = { id: 'region:52', kind: TerritoryKind.REGION };
  const department = { id: 'department:49', kind: TerritoryKind.DEPARTMENT };
  const natures = [SubsidyNature.REAL, SubsidyNature.FORECAST];

  it.each<Partial<SubsidyTableQuestion>>([
    { by: [SECTOR] },
    { by: [SECTOR, FISCAL_YEAR], within: department },
    { by: [REGION, FUNDING_FAMILY] },
    { by: [DEPARTMENT, FUNDING_LINE], within: region },
    { by: [NATURE, SECTOR, SECTION], natures, within: region },
    { by: [SECTOR, FUNDING_LINE], within: department },
    { by: [SECTOR, FUNDING_FAMILY, FUNDING_LINE], within: department },
    { by: [SECTOR, FUNDING_FAMILY], within: department },
    { by: [SECTION], sectors: ['YOUTH' as never] },
    { by: [DEPARTMENT], sectors: ['YOUTH' as never], within: region },
    { by: [SECTOR], sectors: ['YOUTH' as never, 'CHILDHOOD' as never], fundingLines: ['PS_YOUTH' as never] },
    { by: [FUNDING_FAMILY], fundingLines: ['PSU' as never] },
    // Of some communes alone nothing is kept.
    { by: [SECTOR], territories: [department.id] },
    { by: [DEPARTMENT, SECTOR], within: region, bands: ['FROM_2000' as never] },
  ])('%j', async (asked) => {
    const level = { question: question(asked), dimensions: asked.by ?? [] };
    const em = hub.database.fork();
    const table = (await subsidyTable(em, level.question)).filter(({ over }) => over === 0);
    const keys = table.map((row) => rowKey(level.dimensions, row as never));
    expect(keys.length).toBeGreaterThan(0);
    const kept = [...(await basesOfRows(em, level, keys)).values()].flat();
    const counted = await countedBasesOfRows(em, level, keys);
    const order = (bases: readonly RowBasis[]) =>
      bases
        .map((basis) => ({
          ...basis,
          oldestInputAt: time(basis.oldestInputAt),
          freshestInputAt: time(basis.freshestInputAt),
        }))
        .toSorted((one, other) =>
          `${one.key}${one.fiscalYear}`.localeCompare(`${other.key}${other.fiscalYear}`),
        );
    expect(order(kept)).toEqual(order(counted));
    expect(counted.some(({ reported }) => reported > 0)).toBe(true);
  });

  it('costs one statement, that reads no amount', async () => {
    const { queries, errors } = await hub.ask(
      '{ subsidyTable(by: [SECTOR], fiscalYears: [2022, 2023]) { rows { passports { reported } } } }',
    );
    expect(errors).toBeUndefined();
    expect(queries.toSorted()).toEqual(['hubFacts', 'keptBasesOfRows', 'subsidyTable']);
  });
});

const time = (at: string | null) => (at === null ? null : new Date(at).toISOString());
