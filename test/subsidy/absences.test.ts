import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { openHub, type TestHub } from '../hub.js';

const inBaugeois = 'within: { kind: EPCI, code: "244900882" }, fiscalYear: 2023';

describe('funding lines that territories draw nothing of', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const report = await hub.load(subsidies, [
      'code insee ou siren;exercice;nature;secteur;ligne;montant',
      '49018;2023;réel;;Reaap;100',
      '49018;2023;réel;;PSU;100',
      '49021;2023;réel;;PSU;100',
      '49138;2023;réel;;;100',
      // Of no year: perhaps of 2023. Then another year, and another nature.
      '49194;;réel;;Reaap;100',
      '49194;2023;réel;;PSU;100',
      '49201;2022;réel;;Reaap;100',
      '49228;2023;prévisionnel;;Reaap;100',
      '244900882;2023;réel;;Clas;7',
    ]);
    expect(report).toMatchObject({ added: 9, rejected: 0 });
    await hub.load(conventions, [
      'convention_ref,territory_name,kind,siren,departement_code,start_year,end_year,member_insee',
      'A-1,Baugé,commune,,49,2022,2023,49018',
      'B-1,Baugeois Vallée,epci,244900882,49,2020,2024,',
      'OLD-1,Beaufort,commune,,49,2018,2020,49021',
    ]);
  });
  afterAll(() => hub.close());

  const absences = async (args: string) => {
    const { data, errors } = await hub.ask(`{ fundingAbsences(${args}) {
      totalCount nodes { fundingLine state territory { code } convention { reference } } } }`);
    expect(errors).toBeUndefined();
    return data.fundingAbsences;
  };

  it('tell what is absent from what is uncertain and from what nobody said', async () => {
    const { nodes, totalCount } = await absences(`${inBaugeois}, fundingLines: [REAAP]`);
    expect(totalCount).toBe(6);
    expect(
      nodes.map(({ territory, state }: { territory: { code: string }; state: string }) => [
        territory.code,
        state,
      ]),
    ).toEqual([
      ['49021', 'ABSENT'],
      ['49201', 'NOT_REPORTED'],
      ['49237', 'NOT_REPORTED'],
      ['49138', 'UNCERTAIN'],
      ['49194', 'UNCERTAIN'],
      ['49228', 'NOT_REPORTED'],
    ]);
    const absent = await absences(`${inBaugeois}, fundingLines: [REAAP, CLAS], states: [ABSENT]`);
    expect(
      absent.nodes.map((each: { territory: { code: string }; fundingLine: string }) => [
        each.territory.code,
        each.fundingLine,
      ]),
    ).toEqual([
      ['49018', 'CLAS'],
      ['49021', 'CLAS'],
      ['49021', 'REAAP'],
      ['49194', 'CLAS'],
    ]);
  });

  it('count the money of an EPCI with its communes, and that of a perimeter', async () => {
    // Clas is the EPCI's own; PS jeunes is nobody's, but 49138 has an amount without a line.
    const lines = 'fundingLines: [CLAS, REAAP, PS_YOUTH]';
    expect((await absences(`${inBaugeois}, unit: EPCI, ${lines}`)).nodes).toEqual([
      { fundingLine: 'PS_YOUTH', state: 'UNCERTAIN', territory: { code: '244900882' }, convention: null },
    ]);
    expect((await absences(`${inBaugeois}, unit: CONVENTION, ${lines}`)).nodes).toEqual([
      { fundingLine: 'CLAS', state: 'ABSENT', territory: null, convention: { reference: 'A-1' } },
      { fundingLine: 'PS_YOUTH', state: 'ABSENT', territory: null, convention: { reference: 'A-1' } },
      { fundingLine: 'PS_YOUTH', state: 'UNCERTAIN', territory: null, convention: { reference: 'B-1' } },
    ]);
  });

  it('are asked of lines, page by page', async () => {
    const { errors } = await hub.ask(`{ fundingAbsences(${inBaugeois}, fundingLines: []) { totalCount } }`);
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FUNDING_LINES_MISSING']);
    const page = async (after: string) =>
      (
        await hub.ask(
          `{ fundingAbsences(${inBaugeois}, fundingLines: [REAAP], first: 4 ${after}) { nodes { territory { code } } pageInfo { endCursor hasNextPage } } }`,
        )
      ).data.fundingAbsences;
    const one = await page('');
    const two = await page(`, after: "${one.pageInfo.endCursor}"`);
    expect([one.nodes.length, one.pageInfo.hasNextPage, two.nodes.length]).toEqual([4, true, 2]);
  });
});
