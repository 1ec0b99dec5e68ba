import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { indicators } from '../../src/ingestion/datasets/indicators.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { quarterOf } from '../../src/territory/peers/peers.rules.js';
import { openHub, type TestHub } from '../hub.js';

const communes = ['49018', '49021', '49138', '49194', '49201', '49228', '49237'];
/** Angers, Cholet, Saumur, Loire Layon Aubance, Haut-Anjou, and Ancenis, which counts in 44. */
const epcis = ['244900015', '200071678', '200071876', '200071553', '200071868', '244400552'];

describe('peers of subsidies', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const people = async (field: string, code: string): Promise<number> =>
      (await hub.ask(`{ t: ${field}(code: "${code}") { population } }`)).data.t.population;
    const each = <T>(codes: readonly string[], make: (code: string, rank: number) => Promise<T>) =>
      Promise.all(codes.map((code, at) => make(code, at + 1)));
    const report = await hub.load(subsidies, [
      'code insee ou siren;exercice;nature;secteur;montant',
      // 1 euro per inhabitant of the first, 7 of the last; a third of it for young children.
      ...(await each(
        communes,
        async (code, rank) => `${code};2023;réel;jeunesse;${rank * (await people('commune', code))}`,
      )),
      // Money of EPCI themselves in 2022: 1 to 6 euros per inhabitant, and 10 to 60 per child under 3.
      ...(await each(
        epcis,
        async (code, rank) =>
          `${code};2022;réel;pilotage;${rank * (await people('epci', code)) - 1000 * rank}`,
      )),
      ...(await each(epcis, async (code, rank) => `${code};2022;réel;petite enfance;${1000 * rank}`)),
    ]);
    expect(report).toMatchObject({ added: 19, rejected: 0 });
    await hub.load(indicators, [
      'territory_kind;territory_code;indicator;value;year',
      ...epcis.map((code) => `epci;${code};enfants de 0 à 2 ans;100;2021`),
    ]);
    await hub.load(conventions, [
      'convention_ref,territory_name,kind,siren,departement_code,start_year,end_year,member_insee',
      ...communes.map((code) => `C-${code},${code},commune,,49,2022,2024,${code}`),
      'OLD-1,Baugeois Vallée,epci,244900882,49,2015,2018,',
      'ELSE-1,Ancenis,commune,,44,2022,2024,44003',
    ]);
  });
  afterAll(() => hub.close());

  const fields = `state hint value peers withoutValue lowerQuartile median upperQuartile rank quarter ratioToMedian
    denominator denominatorYear ages populationBand`;
  const peersOf = async (target: string, args: string) => {
    const { data, errors } = await hub.ask(`{ t: ${target} { subsidyPeers(${args}) { ${fields} } } }`);
    expect(errors).toBeUndefined();
    return data.t.subsidyPeers;
  };

  it('give median, quartiles and rank with n, and those that said nothing apart', async () => {
    expect(await peersOf('commune(code: "49194")', 'fiscalYear: 2023, sameBand: false')).toMatchObject({
      state: 'COMPARED',
      hint: null,
      value: 4,
      peers: 7,
      withoutValue: 169,
      lowerQuartile: 2.5,
      median: 4,
      upperQuartile: 5.5,
      rank: 4,
      quarter: 2,
      ratioToMedian: 1,
      populationBand: null,
      denominatorYear: null,
    });
    expect(await peersOf('commune(code: "49237")', 'fiscalYear: 2023, sameBand: false')).toMatchObject({
      value: 7,
      rank: 1,
      quarter: 4,
      ratioToMedian: 1.75,
    });
    // Filters read the amounts themselves, and say the same here.
    expect(
      await peersOf('commune(code: "49237")', 'fiscalYear: 2023, sameBand: false, sectors: [YOUTH]'),
    ).toMatchObject({ value: 7, peers: 7, median: 4 });
  });

  it('tell nothing of too few, nor of nothing', async () => {
    expect(await peersOf('commune(code: "49018")', 'fiscalYear: 2023')).toMatchObject({
      state: 'TOO_FEW',
      hint: expect.stringContaining('among'),
      value: 1,
      peers: 1,
      median: null,
      lowerQuartile: null,
      rank: null,
      quarter: null,
      ratioToMedian: null,
      populationBand: 'FROM_10000',
    });
    expect(await peersOf('commune(code: "49007")', 'fiscalYear: 2023, sameBand: false')).toMatchObject({
      state: 'NO_VALUE',
      value: null,
      median: 4,
      rank: null,
    });
    expect(await peersOf('department(code: "49")', 'fiscalYear: 2023, among: DEPARTMENT')).toMatchObject({
      state: 'NOT_APPLICABLE',
      peers: 0,
    });
    expect(await peersOf('department(code: "49")', 'fiscalYear: 2023, among: COUNTRY')).toMatchObject({
      state: 'TOO_FEW',
      peers: 1,
    });
  });

  it('compare EPCI where most of their people live, per inhabitant and per child', async () => {
    const [angers, ancenis] = ['epci(code: "244900015")', 'epci(code: "244400552")'];
    expect(await peersOf(angers, 'fiscalYear: 2022, sameBand: false')).toMatchObject({
      value: 1,
      peers: 5,
      withoutValue: 4,
      median: 3,
      rank: 5,
      quarter: 1,
    });
    expect(await peersOf(ancenis, 'fiscalYear: 2022, sameBand: false')).toMatchObject({
      state: 'TOO_FEW',
      value: 6,
      peers: 1,
    });
    const perChild = 'fiscalYear: 2022, sameBand: false, measure: PER_CHILD, sectors: [EARLY_CHILDHOOD]';
    expect(await peersOf(angers, `${perChild}, among: COUNTRY`)).toMatchObject({
      ages: 'FROM_0_TO_2',
      value: 10,
      denominator: 100,
      denominatorYear: 2021,
      peers: 6,
      median: 35,
      rank: 6,
    });
    // Not all communes have their children known, nor the EPCI.
    expect(await peersOf('epci(code: "244900882")', `${perChild}, among: COUNTRY`)).toMatchObject({
      state: 'NO_VALUE',
      value: null,
    });
  });

  it('compare conventions of the same département whose period has the year', async () => {
    const convention = (reference: string) => `convention(reference: "${reference}")`;
    expect(await peersOf(convention('C-49194'), 'fiscalYear: 2023, sameBand: false')).toMatchObject({
      value: 4,
      peers: 7,
      withoutValue: 0,
      median: 4,
      rank: 4,
    });
    expect(await peersOf(convention('OLD-1'), 'fiscalYear: 2023')).toMatchObject({
      state: 'NOT_APPLICABLE',
      value: null,
      peers: 0,
    });
    expect(await peersOf(convention('C-49018'), 'fiscalYear: 2023')).toMatchObject({
      state: 'TOO_FEW',
      populationBand: 'FROM_10000',
    });
  });

  it('cost one statement for a whole list, beside the passports', async () => {
    const { queries } = await hub.ask(`{ department(code: "49") { communes(first: 176) { nodes {
      subsidyPeers(fiscalYear: 2023, sameBand: false) { rank passport { reported } } } } } }`);
    expect([...queries].sort()).toEqual(
      [
        'communesOf',
        'hubFacts',
        'subsidyBases territory',
        'subsidyPeers territory',
        'territoriesById',
      ].sort(),
    );
  });

  it('refuse a quotient by children whom nothing chooses, before any work', async () => {
    const { errors, queries } = await hub.ask(
      '{ commune(code: "49018") { subsidyPeers(measure: PER_CHILD, sectors: [PARENTING]) { value } } }',
    );
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['CHILD_AGES_MISSING']);
    expect(queries).toEqual(['territoriesById']);
  });

  it('put a value on a limit in the lower quarter', () => {
    expect([1, 2.5, 3, 4, 5, 5.5, 6].map((value) => quarterOf(value, [2.5, 4, 5.5]))).toEqual([
      1, 1, 2, 2, 3, 3, 4,
    ]);
  });
});
