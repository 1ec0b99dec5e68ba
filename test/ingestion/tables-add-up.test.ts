import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../../src/ingestion/dataset.js';
import { datasets } from '../../src/ingestion/datasets/datasets.js';
import { undoBatch } from '../../src/ingestion/history/undo.js';
import { openHub, type TestHub } from '../hub.js';
import { propertyRuns } from '../setup/property-runs.js';
import { type RandomLoad, randomLoads } from './random-loads.js';

// biome-ignore lint/suspicious/noExplicitAny: a test names the fields that it asked for
type Row = any;

const maineEtLoire = 'within: { kind: DEPARTMENT, code: "49" }';
const dates = '["2024-02-29", "2025-03-01"]';

/** Tables whose rows add up, by the dimensions by which they do, to figures of their totals. */
const tables = {
  subsidyTable: {
    asked: [
      '',
      'within: { kind: REGION, code: "52" },',
      // Two of three overlap: Ingrandes is of the EPCI, and of the département.
      'territories: [{ kind: EPCI, code: "244400552" }, { kind: DEPARTMENT, code: "49" }],',
      'populationBands: [FROM_2000, FROM_5000, FROM_10000],',
    ].map((within) => `${within} fiscalYears: [2022, 2023], compare: true`),
    by: [
      'REGION',
      'DEPARTMENT',
      'EPCI',
      'COMMUNE',
      'POPULATION_BAND',
      'TERRITORY_SCALE',
      'CONVENTION',
      'FISCAL_YEAR',
      'SECTOR',
      'FUNDING_FAMILY',
      'FUNDING_LINE',
      'SECTION',
    ],
    fields: 'amount lineCount countedAgain previous { amount }',
    sums: ({ amount, previous }: Row) => [amount, previous?.amount],
  },
  coverageTable: {
    asked: [
      `${maineEtLoire} on: ${dates}`,
      `${maineEtLoire} on: ${dates}, populationBands: [FROM_2000, FROM_5000]`,
    ],
    by: ['DEPARTMENT', 'EPCI', 'COMMUNE', 'POPULATION_BAND', 'STATUS'],
    fields: 'communeCount inhabitants coveredPopulation remainingPopulation communes { numerator }',
    sums: ({ communeCount, inhabitants, coveredPopulation, remainingPopulation, communes }: Row) => [
      communeCount,
      inhabitants,
      coveredPopulation,
      remainingPopulation,
      communes.numerator,
    ],
  },
  completionTable: {
    asked: [
      '',
      maineEtLoire,
      `${maineEtLoire} themes: [YOUTH, EARLY_CHILDHOOD]`,
      'territories: [{ kind: EPCI, code: "244400552" }, { kind: COMMUNE, code: "49018" }],',
      `${maineEtLoire} populationBands: [FROM_2000, FROM_10000]`,
      `${maineEtLoire} scales: [COMMUNE, EPCI]`,
      'statuses: [COMPLETED, UNKNOWN, POSTPONED],',
      `${maineEtLoire} statuses: [IN_PROGRESS, COMPLETED], themes: [YOUTH, EARLY_CHILDHOOD]`,
    ].map((within) => `${within} on: ${dates}`),
    by: ['TERRITORY_SCALE', 'STATUS', 'CONVENTION'],
    fields: 'actionCount actionShare { numerator }',
    sums: ({ actionCount, actionShare }: Row) => [actionCount, actionShare?.numerator ?? actionCount],
  },
} as const;

describe('rows of tables, after any loads', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west');
  });
  afterAll(() => hub.close());

  const add = (rows: readonly Row[], sums: (row: Row) => readonly (number | null | undefined)[]) =>
    rows.map(sums).reduce<number[]>((sum, row) => row.map((each, at) => (sum[at] ?? 0) + (each ?? 0)), []);
  /** As many cents, or people: sums of euros are not exact. */
  const rounded = (sums: readonly number[]) => sums.map((each) => Math.round(each * 100));

  const expectToAddUp = async (name: keyof typeof tables) => {
    const { asked, by, fields, sums } = tables[name];
    const dated = name !== 'subsidyTable';
    for (const args of asked) {
      // A filter leaves out the same rows whatever they are grouped by: some dimensions tell.
      const isFiltered = /territories:|populationBands:/.test(args);
      for (const dimension of by.filter((_, at) => !isFiltered || at % 6 === 0)) {
        const { data, errors } = await hub.ask(
          `{ ${name}(${args}, by: [${dimension}${dated ? ', DATE' : ''}], first: 1000)
             { totalCount rows { ${fields} } ${dated ? 'totals' : 'total'} { ${fields} } } }`,
        );
        expect(errors).toBeUndefined();
        const { totalCount, rows, totals, total } = data[name];
        expect(rows).toHaveLength(totalCount);
        const whole = [totals ?? (total === null ? [] : [total])].flat();
        const [rowSums, wholeSums] = [add(rows, sums), add(whole, sums)];
        const again = whole.reduce((sum: number, { countedAgain }: Row) => sum + (countedAgain ?? 0), 0);
        const first = (rowSums[0] ?? 0) - again;
        const label = `${name} ${dimension} ${args}`;
        if (dimension === 'CONVENTION') expect(rounded([first]), label).toEqual(rounded([wholeSums[0] ?? 0]));
        else expect(rounded(rowSums), label).toEqual(rounded(rowSums.length === 0 ? [] : wholeSums));
        if (rowSums.length === 0)
          expect(
            wholeSums.every((each) => each === 0),
            label,
          ).toBe(true);
      }
    }
  };

  const allBands = [
    'UNDER_500',
    'FROM_500',
    'FROM_2000',
    'FROM_5000',
    'FROM_10000',
    'FROM_20000',
    'FROM_50000',
    'FROM_100000',
  ];

  /** Filtered parts that no commune or EPCI is in twice: départements and bands, which have no part of what EPCI have themselves. */
  const expectPartsToAddUp = async () => {
    const asked = 'fiscalYears: [2022, 2023], by: []';
    const fields = '{ total { amount lineCount } }';
    const bands = allBands.map(
      (band) => `b${band}: subsidyTable(${asked}, populationBands: [${band}]) ${fields}`,
    );
    const { data, errors } = await hub.ask(`{
      whole: subsidyTable(${asked}) ${fields}
      departments: subsidyTable(fiscalYears: [2022, 2023], by: [DEPARTMENT], first: 1000) { rows { key { department { code } } amount } }
      scales: subsidyTable(fiscalYears: [2022, 2023], by: [TERRITORY_SCALE]) { rows { key { territoryScale } amount } }
      ${bands.join(' ')} }`);
    expect(errors).toBeUndefined();
    const cents = (amount: number | undefined | null) => Math.round((amount ?? 0) * 100);
    const codes = data.departments.rows.map(({ key }: Row) => key.department.code);
    const parts = codes.map(
      (code: string) =>
        `d${code}: subsidyTable(${asked}, territories: [{ kind: DEPARTMENT, code: "${code}" }]) ${fields}`,
    );
    const answered = codes.length === 0 ? { data: {} } : await hub.ask(`{ ${parts.join(' ')} }`);
    const sumOf = (found: Row) =>
      Object.values(found).reduce<number>((sum, each) => sum + cents((each as Row).total?.amount), 0);
    expect(sumOf(answered.data)).toBe(cents(data.whole.total?.amount));
    const communes = data.scales.rows.find(({ key }: Row) => key.territoryScale === 'COMMUNE');
    const { whole, departments, scales, ...banded } = data;
    expect(sumOf(banded)).toBe(cents(communes?.amount));
  };

  const loadOf = (load: RandomLoad) =>
    hub.load(datasets.find(({ name }) => name === load.dataset) as Dataset, load.lines, load.options);

  it('add up to the total by any dimension', async () => {
    await fc.assert(
      fc.asyncProperty(randomLoads(12), async (loads) => {
        const revisions: number[] = [];
        for (const load of loads) {
          const { revision } = await loadOf(load);
          if (revision !== null) revisions.push(revision);
        }
        for (const name of Object.keys(tables)) await expectToAddUp(name as keyof typeof tables);
        await expectPartsToAddUp();
        for (const revision of revisions.toReversed()) await undoBatch(hub.database, revision, 'tests');
      }),
      { numRuns: propertyRuns(1), endOnFailure: true },
    );
  }, 240_000);
});
