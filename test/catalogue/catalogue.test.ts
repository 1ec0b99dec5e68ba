import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogue } from '../../src/catalogue/catalogue.rules.js';
import { ConventionTableOrder } from '../../src/convention/table/convention-table.rules.js';
import { CoverageTableOrder } from '../../src/coverage/table/coverage-measures.sql.js';
import { CompletionTableOrder } from '../../src/plan/table/completion-measures.sql.js';
import { SubsidyTableOrder } from '../../src/subsidy/table/subsidy-measures.sql.js';
import { openHub, type TestHub } from '../hub.js';

/** How a measure is read of a row: those with parts of their own by their rate. */
const selections: Readonly<Record<string, string>> = {
  communes: 'communes { value }',
  population: 'population { value }',
  actions: 'actions { rate { value } }',
  objectives: 'objectives { rate { value } }',
  perChild: 'perChild { state }',
  change: 'change { populationPoints }',
  natureGap: 'natureGap { amount }',
};

const conventionSelections: Readonly<Record<string, string>> = {
  share: 'share { value }',
  communes: 'communes { mean median }',
  signature: 'signature { daysAfterStart { median } }',
};
const previousSelections: Readonly<Record<string, string>> = {
  'subsidyTable previous': 'previous { amount }',
  'completionTable previous': 'previous { conventions }',
};
/** What a comparison asks for. */
const comparedBy: Readonly<Record<string, string>> = {
  'coverageTable change': ', compareTo: "2023-12-31"',
  'completionTable previous': ', compareTo: "2023-12-31"',
  'subsidyTable previous': ', compare: true',
  'subsidyTable natureGap': ', compareNature: FORECAST',
};
/** What a table is asked of. */
const when: Readonly<Record<string, string>> = {
  subsidyTable: 'fiscalYears: [2023]',
  subsidiesByTerritory: 'fiscalYear: 2023',
  conventionTable: 'on: "2024-12-31"',
};

/** What the rows of each table are ordered by. */
const orders: Readonly<Record<string, object>> = {
  coverageTable: CoverageTableOrder,
  subsidyTable: SubsidyTableOrder,
  // By amount, always.
  subsidiesByTerritory: {},
  completionTable: CompletionTableOrder,
  conventionTable: ConventionTableOrder,
};

/** The table of published amounts is of one level, with its sectors or without. */
const levelOf = (dimension: string) =>
  dimension === 'SECTOR' ? 'level: COUNTRY, bySector: true' : `level: ${dimension}`;
const askedBy = (query: string, dimension: string) =>
  query === 'subsidiesByTerritory' ? levelOf(dimension) : `by: [${dimension}]`;

describe('the catalogue', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west_demonstration');
  });
  afterAll(() => hub.close());

  it('is what the API lists', async () => {
    const { data } = await hub.ask(
      '{ catalogue { query title limits dimensions { name label description } ' +
        'measures { name field label definition formula unit addsUp addsUpBy dimensions } } }',
    );
    expect(data.catalogue).toEqual(catalogue);
    expect(catalogue.map(({ query }) => query)).toEqual([
      'coverageTable',
      'subsidyTable',
      'subsidiesByTerritory',
      'completionTable',
      'conventionTable',
    ]);
  });

  it('says all that each table may be asked, and what holds without it', async () => {
    const { data } = await hub.ask('{ catalogue { query arguments { name type default description } } }');
    const table = (query: string) => data.catalogue.find((each: { query: string }) => each.query === query);
    const names = ({ arguments: listed }: { arguments: { name: string }[] }) =>
      listed.map(({ name }) => name);
    expect(names(table('subsidyTable'))).toEqual(
      expect.arrayContaining(['conventions', 'fundingFamilies', 'compareToStart', 'populationBands']),
    );
    const first = table('subsidyTable')
      .arguments.filter(({ name }: { name: string }) => /^(first|orderBy|by)$/.test(name))
      .toSorted((one: { name: string }, other: { name: string }) => one.name.localeCompare(other.name));
    expect(first).toEqual([
      {
        name: 'by',
        type: '[SubsidyDimension!]!',
        default: null,
        description: expect.stringContaining('Dimensions'),
      },
      { name: 'first', type: 'Int!', default: '100', description: expect.stringContaining('1 000') },
      {
        name: 'orderBy',
        type: 'SubsidyTableOrder',
        default: null,
        description: expect.stringMatching(/par défaut KEY si FISCAL_YEAR .* sinon AMOUNT/),
      },
    ]);
    for (const { arguments: listed } of data.catalogue)
      for (const { description } of listed) expect(description).not.toBe('');
  });

  it('names every order of each table, and says what it demands', async () => {
    const { data } = await hub.ask('{ catalogue { query orders { name description } } }');
    for (const { query, orders: listed } of data.catalogue) {
      expect([query, listed.map(({ name }: { name: string }) => name).toSorted()]).toEqual([
        query,
        Object.keys(orders[query] ?? {}).toSorted(),
      ]);
      for (const { name, description } of listed) {
        expect(description).not.toBe('');
        const { errors } = await hub.ask(
          `{ ${query}(by: [DEPARTMENT], ${when[query] ?? 'on: ["2024-12-31"]'}, orderBy: ${name}, first: 1) { totalCount } }`,
        );
        // What is refused for want of something says of what, as it is written.
        expect([query, name, errors !== undefined]).toEqual([
          query,
          name,
          / demande « \w+ »/.test(description),
        ]);
      }
    }
  });

  it('says of the rate of actions, and of that of objectives, what each is divided by', async () => {
    const counts = 'rate { denominator } known unknown permanent abandoned';
    const { data } = await hub.ask(`{ completionTable(by: [], on: ["2024-12-31"]) { totals {
      actions { rateWithAbandoned { denominator } ${counts} }
      objectives { rate { denominator } known undetermined withoutAction abandoned } } } }`);
    const [{ actions, objectives }] = data.completionTable.totals;
    const [ofActions, ofObjectives] = ['ACTION_RATE', 'OBJECTIVE_RATE'].map((rate) =>
      catalogue.flatMap(({ measures }) => measures).find(({ name }) => name === rate),
    );
    expect(actions.abandoned).toBeGreaterThan(0);
    const known = actions.known - actions.unknown - actions.permanent;
    expect(actions.rate.denominator).toBe(known - actions.abandoned);
    expect(actions.rateWithAbandoned.denominator).toBe(known);
    expect(ofActions?.formula).toMatch(
      /état est connu, hors permanentes et hors abandonnées ; « rateWithAbandoned »/,
    );
    const judged = objectives.known - objectives.undetermined - objectives.withoutAction;
    expect(objectives.rate.denominator).toBe(judged);
    expect(ofObjectives?.formula).toMatch(/divisés par les objectifs atteints, non atteints et abandonnés/);
  });

  it.each(
    catalogue.flatMap(({ query, measures }) =>
      measures.flatMap(({ name, field, dimensions }) =>
        dimensions.map((dimension) => [query, name, dimension, field] as const),
      ),
    ),
  )('%s gives %s by %s', async (query, _name, dimension, field) => {
    const selection =
      (query === 'conventionTable' ? conventionSelections[field] : selections[field]) ??
      previousSelections[`${query} ${field}`] ??
      field;
    const within = ['COUNTRY', 'REGION', ...(query === 'subsidiesByTerritory' ? ['SECTOR'] : [])].includes(
      dimension,
    )
      ? ''
      : 'within: { kind: DEPARTMENT, code: "49" }, ';
    const compared = comparedBy[`${query} ${field}`] ?? '';
    const on = (when[query] ?? 'on: ["2024-12-31"]') + compared;
    const { data, errors } = await hub.ask(
      `{ ${query}(${within}${askedBy(query, dimension)}, ${on}, first: 1000) { rows { ${selection} } } }`,
    );
    expect(errors).toBeUndefined();
    // The money of EPCI themselves has no inhabitants of its own.
    const given = data[query].rows.filter((row: Record<string, unknown>) => row[field] !== null);
    expect(given.length).toBeGreaterThan(0);
  });

  it.each(
    catalogue.flatMap(({ query, measures }) =>
      measures.flatMap(({ field, addsUpBy }) => addsUpBy.map((name) => [query, field, name] as const)),
    ),
  )('%s: %s adds up by %s', async (query, field, dimension) => {
    // A table of dates has a total for each; all the communes of the country are more than a page.
    const totals = query === 'coverageTable' ? 'totals' : 'total';
    const within =
      query === 'coverageTable' && ['EPCI', 'COMMUNE'].includes(dimension)
        ? 'within: { kind: DEPARTMENT, code: "49" }, '
        : '';
    const sector = query === 'subsidiesByTerritory' && dimension === 'SECTOR' ? 'sector' : '';
    const { data } = await hub.ask(
      `{ ${query}(${within}${askedBy(query, dimension)}, ${when[query] ?? 'on: ["2024-12-31"]'}, first: 1000) { rows { ${sector} ${field} } ${totals} { ${field} } } }`,
    );
    // With sectors, the row of all of them together is there too.
    const rows = data[query].rows.filter(({ sector }: { sector?: string | null }) => sector !== null);
    const total = [data[query][totals]].flat()[0];
    const sum = rows.reduce((added: number, row: Record<string, number>) => added + (row[field] ?? 0), 0);
    expect(sum).toBeCloseTo(total[field], 5);
  });
});
