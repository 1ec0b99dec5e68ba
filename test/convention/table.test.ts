import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { openHub, type TestHub } from '../hub.js';

describe('tables of conventions, and their generations', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const report = await hub.load(conventions, [
      'convention_ref,territory_name,kind,siren,departement_code,generation,start_date,end_date,signature_date,n_communes,member_insee',
      'A-1,Baugé,commune,,49,1,2020-01-01,2023-12-31,2020-01-31,1,49018',
      // Signed 45 days late; Beaufort and La Ménitré enter, and Mazé later, by an amendment.
      'A-2,Baugé et autour,multi_commune,,49,2,2024-01-01,2028-12-31,2024-02-15,3,49018|49021|49201',
      // Signed before its start, and one of its two communes has left before the end.
      'B-1,Cholet et Beaupréau,multi_commune,,49,1,2019-01-01,2022-12-31,2018-12-01,2,49099|49023',
      'B-2,Cholet,commune,,49,2,2023-01-01,2027-12-31,2023-01-01,1,49099',
      // Twenty-four communes announced, none named: neither their number nor what changed is known.
      'C-1,Saumurois,ancien_epci,200071876,49,1,2018-01-01,2022-12-31,,24,',
      'C-2,Saumurois,ancien_epci,200071876,49,2,2023-01-01,2027-12-31,2023-03-02,2,49328|49125',
      // No start: its signature is neither late nor in time.
      'D-1,Baugeois Vallée,epci,244900882,49,,,,2022-05-05,,',
      'E-1,Ancenis,commune,,44,1,2024-01-01,2028-12-31,2024-01-11,1,44003',
    ]);
    expect(report).toMatchObject({ added: 8, rejected: 0 });
    const changes = await hub.load(amendments, [
      'convention_ref,number,kind,effective_date,end_date,communes_added,communes_removed,summary',
      'A-2,1,périmètre,2025-01-01,,49194,,Mazé entre',
      'B-1,1,périmètre,2021-01-01,,,49023,Beaupréau sort',
      'B-1,2,prolongation,2022-11-01,2023-06-30,,,Six mois de plus',
    ]);
    expect(changes).toMatchObject({ added: 3, rejected: 0 });
  });
  afterAll(() => hub.close());

  const table = async (args: string, fields: string) => {
    const { data, errors } = await hub.ask(
      `{ conventionTable(within: { kind: DEPARTMENT, code: "49" }, ${args}) { ${fields} } }`,
    );
    expect(errors).toBeUndefined();
    return data.conventionTable;
  };
  const spread = 'count unknown mean median minimum maximum';

  it('counts by scale, with the shares, the communes and what is unknown of them', async () => {
    const found = await table(
      'by: [SCALE_GROUP], on: "2024-06-30"',
      `totalCount rows { rank key { scaleGroup } conventions share { numerator denominator } communes { ${spread} } }
       total { conventions share { value } communes { count unknown mean } }`,
    );
    expect(found.rows).toEqual([
      {
        rank: 1,
        key: { scaleGroup: 'OTHER' },
        conventions: 4,
        share: { numerator: 4, denominator: 7 },
        // A-2 has three, B-1 one when it ended, C-2 two; nobody knows of C-1.
        communes: { count: 3, unknown: 1, mean: 2, median: 2, minimum: 1, maximum: 3 },
      },
      {
        rank: 2,
        key: { scaleGroup: 'COMMUNAL' },
        conventions: 2,
        share: { numerator: 2, denominator: 7 },
        communes: { count: 2, unknown: 0, mean: 1, median: 1, minimum: 1, maximum: 1 },
      },
      {
        rank: 3,
        key: { scaleGroup: 'INTERCOMMUNAL' },
        conventions: 1,
        share: { numerator: 1, denominator: 7 },
        communes: { count: 1, unknown: 0, mean: 7, median: 7, minimum: 7, maximum: 7 },
      },
    ]);
    expect(found.total).toEqual({
      conventions: 7,
      share: { value: 1 },
      communes: { count: 6, unknown: 1, mean: 15 / 6 },
    });
  });

  it('counts the communes of the day, and those of the start of what has not begun', async () => {
    const communes = async (on: string) => {
      const { rows } = await table(
        `by: [CONVENTION], on: "${on}", orderBy: KEY`,
        'rows { key { convention { reference } } communes { mean } }',
      );
      return Object.fromEntries(
        rows.map((row: { key: { convention: { reference: string } }; communes: { mean: number } }) => [
          row.key.convention.reference,
          row.communes.mean,
        ]),
      );
    };
    expect(await communes('2020-06-30')).toMatchObject({ 'A-2': 3, 'B-1': 2 });
    expect(await communes('2025-06-30')).toMatchObject({ 'A-2': 4, 'B-1': 1, 'C-1': null });
  });

  it('tells how late conventions were signed: those with both dates, and the median of the late', async () => {
    const { total } = await table(
      'by: []',
      `total { signature { signedAfterStart { numerator denominator } unknown daysAfterStart { ${spread} } } }`,
    );
    // A-1 30 days, A-2 45, C-2 60; B-1 before, B-2 on the day; C-1 is not signed and D-1 has no start.
    expect(total.signature).toEqual({
      signedAfterStart: { numerator: 3, denominator: 5 },
      unknown: 2,
      daysAfterStart: { count: 3, unknown: 2, mean: 45, median: 45, minimum: 30, maximum: 60 },
    });
    const late = await table(
      'by: [CONVENTION], signedAfterStart: true, orderBy: SIGNATURE_DELAY',
      'rows { key { convention { reference signedDaysAfterStart } } } total { conventions }',
    );
    const lines = late.rows.map(
      ({ key }: { key: { convention: { reference: string; signedDaysAfterStart: number } } }) =>
        Object.values(key.convention),
    );
    expect(lines).toEqual([
      ['C-2', 60],
      ['A-2', 45],
      ['A-1', 30],
    ]);
    const inTime = await table('by: [], signedAfterStart: false', 'total { conventions }');
    expect([late.total.conventions, inTime.total.conventions]).toEqual([3, 2]);
  });

  it('splits by state, generation and year with subtotals that add up to the total', async () => {
    const found = await table(
      'by: [GENERATION, STATE], on: "2024-06-30", orderBy: KEY',
      'rows { key { generation state } conventions } subtotals { key { generation } dimensions conventions } total { conventions }',
    );
    expect(found.rows.map(({ key, conventions: n }: Cell) => [key.generation, key.state, n])).toEqual([
      [1, 'ENDED', 3],
      [2, 'IN_FORCE', 3],
      [null, 'UNDETERMINED', 1],
    ]);
    expect(found.subtotals.map(({ key, conventions: n }: Cell) => [key.generation, n])).toEqual([
      [1, 3],
      [2, 3],
      [null, 1],
    ]);
    const renewed = await table('by: [], minimumGeneration: 2', 'total { conventions }');
    expect(renewed.total.conventions).toBe(3);
  });

  it('says what it rests on, and has a total of nothing', async () => {
    const { passport } = await table('by: []', 'passport { unit expected reported complete }');
    // C-1 names no commune, D-1 has no dates.
    expect(passport).toEqual({ unit: 'CONVENTION', expected: 7, reported: 5, complete: false });
    const none = await table(
      'by: [SCALE], minimumGeneration: 9',
      'totalCount rows { rank } total { conventions communes { mean } }',
    );
    expect(none).toEqual({ totalCount: 0, rows: [], total: { conventions: 0, communes: { mean: null } } });
  });

  it('says what each row, subtotal and total rests on, at once', async () => {
    const basis =
      'passport { unit expected reported complete expectedPopulation reportedPopulation revision }';
    const asked = `conventions ${basis}`;
    const { data, errors, queries } = await hub.ask(`{
      conventionTable(within: { kind: DEPARTMENT, code: "49" }, by: [SCALE_GROUP, CONVENTION], on: "2024-06-30") {
        rows { key { convention { reference } } ${asked} } subtotals { ${asked} } total { ${asked} } ${basis} } }`);
    expect(errors).toBeUndefined();
    const { rows, subtotals, total, passport } = data.conventionTable;
    expect(total.passport).toEqual(passport);
    expect(passport).toMatchObject({ expected: 7, reported: 5, expectedPopulation: 833_776 });
    for (const level of [rows, subtotals]) {
      const sum = (field: string) =>
        level.reduce(
          (all: number, row: { passport: Record<string, number> }) => all + (row.passport[field] ?? 0),
          0,
        );
      expect([sum('expected'), sum('reported')]).toEqual([7, 5]);
      for (const row of level) {
        expect(row.passport.expected).toBe(row.conventions);
        expect(row.passport).toMatchObject({ expectedPopulation: 833_776, revision: passport.revision });
      }
    }
    const of = Object.fromEntries(
      rows.map((row: { key: { convention: { reference: string } }; passport: object }) => [
        row.key.convention.reference,
        row.passport,
      ]),
    );
    // Baugé alone; nobody knows the communes of C-1, nor the dates of D-1.
    expect(of['A-1']).toMatchObject({ complete: true, reportedPopulation: 11_712 });
    expect(of['C-1']).toMatchObject({ reported: 0, complete: false, reportedPopulation: 0 });
    expect(of['D-1']).toMatchObject({ reported: 0, complete: false });
    expect(queries.filter((name) => name === 'conventionBasesOfRows')).toHaveLength(3);
    const bare = await hub.ask('{ conventionTable(by: [SCALE]) { rows { conventions } } }');
    expect(bare.queries).not.toContain('conventionBasesOfRows');
  });

  it('tells who came in and went out between two generations', async () => {
    const { data, queries } = await hub.ask(`{ conventions(first: 20) { nodes { reference perimeterChange {
      state previous { reference } joinedCount leftCount keptCount joined { name } left { name } } } } }`);
    const of = Object.fromEntries(
      data.conventions.nodes.map(
        ({ reference, perimeterChange }: { reference: string; perimeterChange: unknown }) => [
          reference,
          perimeterChange,
        ],
      ),
    );
    expect(of['A-1']).toBeNull();
    // Mazé came by an amendment, later.
    expect(of['A-2']).toEqual({
      state: 'REPORTED',
      previous: { reference: 'A-1' },
      joinedCount: 2,
      leftCount: 0,
      keptCount: 1,
      joined: [{ name: 'Beaufort-en-Anjou' }, { name: 'La Ménitré' }],
      left: [],
    });
    // Beaupréau had left before.
    expect(of['B-2']).toMatchObject({ joinedCount: 0, leftCount: 0, keptCount: 1 });
    expect(of['C-2']).toEqual({
      state: 'NOT_REPORTED',
      previous: { reference: 'C-1' },
      joinedCount: null,
      leftCount: null,
      keptCount: null,
      joined: [],
      left: [],
    });
    expect(queries.filter((name) => name === 'perimeterChangesOf')).toHaveLength(1);
  });

  it('refuses what has no meaning before any work', async () => {
    const refused = async (args: string) => {
      const { errors, queries } = await hub.ask(
        `{ conventionTable(within: { kind: DEPARTMENT, code: "49" }, ${args}) { totalCount } }`,
      );
      expect(queries).not.toContain('conventionTable');
      return errors?.[0]?.extensions.code;
    };
    expect(await refused('by: [REGION]')).toBe('DIMENSION_TOO_WIDE');
    expect(await refused('by: [SCALE, SCALE]')).toBe('DUPLICATE_DIMENSION');
    expect(await refused('by: [SCALE], first: 5000')).toBe('INVALID_PAGE_SIZE');
    expect(await refused('by: [SCALE], minimumGeneration: -5')).toBe('INVALID_GENERATION');
    expect(await refused('by: [SCALE], scales: []')).toBe('EMPTY_LIST');
    expect(await refused('by: [SCALE], offset: -1')).toBe('INVALID_OFFSET');
  });
});

interface Cell {
  readonly key: { readonly generation: number | null; readonly state: string };
  readonly conventions: number;
}
