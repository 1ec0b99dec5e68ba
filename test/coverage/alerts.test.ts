import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { openHub, type TestHub } from '../hub.js';

/** CC Baugeois Vallée has seven communes: 49018, 49021, 49194, 49201, 49228, 49138, 49237. */
describe('communes without a convention, or soon without', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const report = await hub.load(conventions, [
      'convention_ref,territory_name,kind,departement_code,start_date,end_date,signature_date,n_communes,member_insee',
      // Baugé is under two: the one that ends last counts, in 2027.
      'A-1,Baugé,commune,49,2020-01-01,2025-03-31,2020-01-10,1,49018',
      'B-1,Baugé et Beaufort,multi_commune,49,2023-01-01,2027-12-31,2023-01-10,2,49018|49021',
      // Mazé ends on 31 March 2025, and the next one is known.
      'C-1,Mazé,commune,49,2021-01-01,2025-03-31,2021-01-10,1,49194',
      'C-2,Mazé,commune,49,2025-04-01,2029-12-31,,1,49194',
      // La Ménitré's is over; Noyant's has no dates.
      'D-1,La Ménitré,commune,49,2018-01-01,2022-12-31,2018-01-10,1,49201',
      'E-1,Noyant,commune,49,,,,1,49228',
    ]);
    expect(report).toMatchObject({ added: 6, rejected: 0 });
    await hub.load(amendments, [
      'convention_ref,number,kind,effective_date,end_date,communes_added,communes_removed,summary',
      'B-1,1,périmètre,2025-07-01,,,49021,Beaufort sort',
    ]);
  });
  afterAll(() => hub.close());

  const alerts = async (args: string, fields = 'commune { code } state endsOn daysLeft') => {
    const { data, errors, queries } = await hub.ask(
      `{ epci(code: "244900882") { coverageAlerts(${args}) { totalCount nodes { ${fields} } } } }`,
    );
    expect(errors).toBeUndefined();
    return { ...data.epci.coverageAlerts, queries };
  };

  it('lists first what is not covered, then what ends first, with the days left', async () => {
    const { totalCount, nodes } = await alerts('on: "2024-12-31", months: 12');
    expect(totalCount).toBe(6);
    expect(nodes).toEqual([
      // La Ménitré, La Pellerine, Les Bois d’Anjou, Noyant-Villages: by name.
      // Its end is 731 days ago: two years, one of them of 366 days.
      { commune: { code: '49201' }, state: 'NOT_COVERED', endsOn: '2022-12-31', daysLeft: -731 },
      { commune: { code: '49237' }, state: 'NOT_REPORTED', endsOn: null, daysLeft: null },
      { commune: { code: '49138' }, state: 'NOT_REPORTED', endsOn: null, daysLeft: null },
      { commune: { code: '49228' }, state: 'UNDETERMINED', endsOn: null, daysLeft: null },
      { commune: { code: '49194' }, state: 'COVERED', endsOn: '2025-03-31', daysLeft: 90 },
      // It leaves the perimeter long before the end of the convention.
      { commune: { code: '49021' }, state: 'COVERED', endsOn: '2025-06-30', daysLeft: 181 },
    ]);
  });

  it('counts whole months from the day: an end on the very day after them is not under them', async () => {
    const soon = async (on: string, months: number) =>
      (await alerts(`on: "${on}", months: ${months}, states: [COVERED]`)).nodes.map(
        (node: { commune: { code: string } }) => node.commune.code,
      );
    expect(await soon('2024-12-31', 3)).toEqual([]);
    expect(await soon('2025-01-01', 3)).toEqual(['49194']);
    expect(await soon('2024-12-31', 36)).toEqual(['49194', '49021']);
    expect(await soon('2024-12-31', 37)).toEqual(['49194', '49021', '49018']);
    expect(await soon('2025-03-31', 0)).toEqual([]);
  });

  it('names the convention and the one that follows, in one statement for all', async () => {
    const { nodes, queries } = await alerts(
      'on: "2024-12-31"',
      'commune { code } convention { reference } next { reference startsOn signedOn }',
    );
    const of = Object.fromEntries(
      nodes.map((node: { commune: { code: string } }) => [node.commune.code, node]),
    );
    expect(of['49194']).toMatchObject({
      convention: { reference: 'C-1' },
      next: { reference: 'C-2', startsOn: '2025-04-01', signedOn: null },
    });
    expect(of['49201']).toMatchObject({ convention: { reference: 'D-1' }, next: null });
    expect(of['49138']).toMatchObject({ convention: null, next: null });
    expect(queries.filter((name: string) => name === 'alertConventionsOf')).toHaveLength(1);
  });

  it('goes on from page to page', async () => {
    const { data } = await hub.ask(
      '{ epci(code: "244900882") { coverageAlerts(on: "2024-12-31", first: 4) { pageInfo { endCursor } } } }',
    );
    const { endCursor } = data.epci.coverageAlerts.pageInfo;
    const { nodes } = await alerts(`on: "2024-12-31", first: 4, after: "${endCursor}"`, 'daysLeft');
    expect(nodes).toEqual([{ daysLeft: 90 }, { daysLeft: 181 }]);
  });

  it('refuses an absurd span', async () => {
    const { errors } = await hub.ask(
      '{ epci(code: "244900882") { coverageAlerts(months: 61) { totalCount } } }',
    );
    expect(errors?.[0]).toMatchObject({
      message: '« months » vaut 61 : demandez de 0 à 60 mois.',
      extensions: { code: 'INVALID_MONTHS' },
    });
  });
});

describe('national targets', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    await hub.load(conventions, [
      'convention_ref,territory_name,kind,departement_code,start_date,end_date,signature_date,n_communes,member_insee',
      'A-1,Angers,commune,49,2019-01-01,2023-12-31,2019-01-10,1,49007',
    ]);
  });
  afterAll(() => hub.close());

  it('are those of the ends of 2018 to 2022, with the gap in points', async () => {
    const { data } = await hub.ask(`{ coverageTable(within: { kind: COMMUNE, code: "49007" }, by: [DATE],
      on: ["2017-12-31", "2018-12-31", "2019-06-30", "2019-12-31", "2022-12-31", "2023-12-31"], orderBy: KEY)
      { rows { key { date } nationalTarget { population gapInPoints sourceUrl } } }
      commune(code: "49007") { ctgCoverage(on: "2020-12-31") { nationalTarget { population gapInPoints } } } }`);
    const rows = data.coverageTable.rows.map(
      ({ key, nationalTarget }: { key: { date: string }; nationalTarget: Record<string, number> | null }) => [
        key.date,
        nationalTarget && [nationalTarget.population, nationalTarget.gapInPoints],
      ],
    );
    expect(rows).toEqual([
      ['2017-12-31', null],
      ['2018-12-31', [0.2, -20]],
      ['2019-06-30', null],
      ['2019-12-31', [0.35, 65]],
      ['2022-12-31', [0.85, expect.closeTo(15, 9)]],
      ['2023-12-31', null],
    ]);
    expect(data.commune.ctgCoverage.nationalTarget).toEqual({
      population: 0.55,
      gapInPoints: expect.closeTo(45, 9),
    });
  });
});
