import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { openHub, type TestHub } from '../hub.js';

const header =
  'convention_ref,territory_name,kind,siren,departement_code,start_date,end_date,start_year,end_year,signature_date,n_communes,member_insee';

/** CC Baugeois Vallée: seven communes, 34 567 inhabitants. */
const baugeois = '244900882';
const population = { bauge: 11712, beaufort: 6901, total: 34567 };

describe('coverage', () => {
  let hub: TestHub;
  const coverageOf = async (on: string, rule = 'PERIOD') => {
    const { data } = await hub.ask(`{ epci(code: "${baugeois}") { ctgCoverage(on: "${on}", rule: ${rule}) {
      communes { numerator denominator value } population { numerator } conventionsInForce
      unknown { communes conventionsWithUnknownDates conventionsWithUnknownPerimeter communesAnnouncedNotNamed }
      communeStates { nodes { state commune { code } } } passport { expected reported complete } } } }`);
    return data.epci.ctgCoverage;
  };
  const statesOf = async (on: string) => {
    const { communeStates } = await coverageOf(on);
    return Object.fromEntries(
      communeStates.nodes.map(({ state, commune }: { state: string; commune: { code: string } }) => [
        commune.code,
        state,
      ]),
    );
  };

  beforeAll(async () => {
    hub = await openHub('france');
    const report = await hub.load(conventions, [
      header,
      // Baugé-en-Anjou twice at once: it must count once.
      'A-1,Baugé,commune,,49,2022-01-01,2024-12-31,,,2022-06-15,1,49018',
      'B-1,Baugé et Beaufort,multi_commune,,49,,,2024,2026,,2,49018|49021',
      // Beaufort by a former convention that has ended.
      'C-1,Mazé,commune,,49,2018-01-01,2021-12-31,,,2018-01-10,1,49194',
      // No dates at all, and no end.
      'D-1,La Ménitré,commune,,49,,,,,,1,49201',
      'E-1,Noyant,commune,,49,,,2023,,,1,49228',
      // In force over part of the EPCI without naming its communes.
      'F-1,Baugeois nord,infra_epci,244900882,49,,,2023,2027,,3,',
      // Outside the EPCI: prolonged twice, and a commune that left and came back.
      'G-1,Cholet et Beaupréau,multi_commune,,49,2019-01-01,2020-12-31,,,,2,49099|49023',
      'H-1,Doué,commune,,49,2020-01-01,2023-12-31,,,,1,49125',
    ]);
    expect(report).toMatchObject({ added: 8, rejected: 0, problems: [] });
    await hub.load(amendments, [
      'convention_ref,number,kind,effective_date,end_date,communes_added,communes_removed,summary',
      'A-1,1,prolongation,2024-06-01,2025-12-31,,,Un an de plus',
      'B-1,1,périmètre,2025-07-01,,49237,49021,La Pellerine entre et Beaufort sort',
      'B-1,2,prolongation,,2030-12-31,,,Sans date d’effet',
      'G-1,1,prolongation,2020-06-01,2022-12-31,,,Deux ans',
      'G-1,2,prolongation,2022-06-01,2026-12-31,,,Quatre ans encore',
      'G-1,3,périmètre,2022-01-01,,,49023,Beaupréau sort',
      'G-1,4,périmètre,2025-01-01,,49023,,Beaupréau revient',
      'H-1,1,prolongation,,2026-12-31,,,Sans date d’effet',
    ]);
  });
  afterAll(() => hub.close());

  it('counts a commune under two conventions once, in communes and in people', async () => {
    const { communes, population: people, conventionsInForce } = await coverageOf('2024-12-31');
    expect(communes).toEqual({ numerator: 2, denominator: 7, value: 2 / 7 });
    expect(people.numerator).toBe(population.bauge + population.beaufort);
    expect(conventionsInForce).toBe(3);
  });

  it('tells covered, ended, undated and unheard-of communes apart', async () => {
    expect(await statesOf('2024-12-31')).toEqual({
      '49018': 'COVERED',
      '49021': 'COVERED',
      '49194': 'NOT_COVERED',
      '49201': 'UNDETERMINED',
      '49228': 'UNDETERMINED',
      '49138': 'NOT_REPORTED',
      // Named by a convention, but only from 2025-07-01.
      '49237': 'NOT_COVERED',
    });
  });

  it('counts unknown dates and unknown perimeters apart', async () => {
    const { unknown, passport } = await coverageOf('2024-12-31');
    expect(unknown).toEqual({
      communes: 2,
      conventionsWithUnknownDates: 2,
      conventionsWithUnknownPerimeter: 1,
      communesAnnouncedNotNamed: 3,
    });
    // Of a commune whose known conventions are over or to come, nothing is known that day.
    expect(passport).toEqual({ expected: 7, reported: 4, complete: false });
  });

  it('knows that a convention without an end is not in force before its start', async () => {
    expect((await statesOf('2022-12-31'))['49228']).toBe('NOT_COVERED');
  });

  it('follows a prolongation from its effect on', async () => {
    expect((await statesOf('2025-12-31'))['49018']).toBe('COVERED');
    const { data } = await hub.ask(`{ convention(reference: "A-1") { endsOn
      before: endsOnAsAmended(on: "2024-05-31") after: endsOnAsAmended(on: "2024-06-01")
      first: state(on: "2022-01-01") early: state(on: "2021-12-31") last: state(on: "2025-12-31") over: state(on: "2026-01-01") }
      twice: convention(reference: "G-1") { first: endsOnAsAmended(on: "2021-01-01") second: endsOnAsAmended(on: "2023-01-01") } }`);
    expect(data.convention).toEqual({
      endsOn: '2024-12-31',
      before: '2024-12-31',
      after: '2025-12-31',
      first: 'IN_FORCE',
      early: 'NOT_STARTED',
      last: 'IN_FORCE',
      over: 'ENDED',
    });
    expect(data.twice).toEqual({ first: '2022-12-31', second: '2026-12-31' });
  });

  it('does not know, past the end, whether a prolongation without a date has taken effect', async () => {
    const { data } = await hub.ask(`{ convention(reference: "H-1") { endsOnAsAmended(on: "2025-01-01")
      during: state(on: "2023-12-31") between: state(on: "2025-01-01") beyond: state(on: "2027-01-01") }
      commune(code: "49125") { ctgCoverage(on: "2025-01-01") { communes { numerator } unknown { communes conventionsWithUnknownDates } passport { complete } } } }`);
    expect(data.convention).toEqual({
      endsOnAsAmended: '2023-12-31',
      during: 'IN_FORCE',
      between: 'UNDETERMINED',
      beyond: 'ENDED',
    });
    expect(data.commune.ctgCoverage).toEqual({
      communes: { numerator: 0 },
      unknown: { communes: 1, conventionsWithUnknownDates: 1 },
      passport: { complete: false },
    });
  });

  it('follows a commune that leaves and comes back, in every answer', async () => {
    const at = async (on: string) => {
      const { data } = await hub.ask(`{ commune(code: "49023") {
        ctgCoverage(on: "${on}") { communes { numerator } conventionsInForce } conventions(states: [IN_FORCE], on: "${on}") { totalCount }
        completion(on: "${on}") { conventions } ever: conventions { totalCount } }
        convention(reference: "G-1") { perimeter(on: "${on}") { totalCount } completion(on: "${on}") { passport { expectedPopulation } }
          ctgCoverage(on: "${on}") { population { denominator } } } }`);
      const { commune, convention } = data;
      expect(convention.completion.passport.expectedPopulation).toBe(
        convention.ctgCoverage.population.denominator,
      );
      return [
        commune.ctgCoverage.communes.numerator,
        commune.ctgCoverage.conventionsInForce,
        commune.conventions.totalCount,
        commune.completion.conventions,
        commune.ever.totalCount,
        convention.perimeter.totalCount,
      ];
    };
    expect(await at('2021-12-31')).toEqual([1, 1, 1, 1, 1, 2]);
    expect(await at('2022-01-01')).toEqual([0, 0, 0, 0, 1, 1]);
    expect(await at('2024-12-31')).toEqual([0, 0, 0, 0, 1, 1]);
    expect(await at('2025-01-01')).toEqual([1, 1, 1, 1, 1, 2]);
  });

  it('follows the perimeter: who enters and who leaves, from the day', async () => {
    const before = await statesOf('2025-06-30');
    const after = await statesOf('2025-07-01');
    expect([before['49021'], before['49237']]).toEqual(['COVERED', 'NOT_COVERED']);
    expect([after['49021'], after['49237']]).toEqual(['NOT_COVERED', 'COVERED']);
  });

  it('compares what a text announced with the perimeter as signed, whatever came after', async () => {
    await hub.load(conventions, [
      header,
      'P-1,Segré,multi_commune,,49,2022-01-01,2026-12-31,,,,5,49331|49377|49176',
    ]);
    await hub.load(amendments, [
      'convention_ref,number,kind,effective_date,communes_added,communes_removed,summary',
      'P-1,1,périmètre,2023-01-01,,49176,Sort',
      'P-1,2,périmètre,2024-01-01,49023,,Entre',
    ]);
    const { data } = await hub.ask(
      `{ commune(code: "49331") { ${['2022', '2023', '2024']
        .map(
          (year) =>
            `y${year}: ctgCoverage(on: "${year}-06-01") { unknown { communesAnnouncedNotNamed } passport { complete } }`,
        )
        .join(' ')} } }`,
    );
    for (const answer of Object.values(data.commune)) {
      // The commune itself is covered for certain: what the convention does not name elsewhere is no gap of its own.
      expect(answer).toEqual({ unknown: { communesAnnouncedNotNamed: 2 }, passport: { complete: true } });
    }
  });

  it('asks for a signature by then, under the rule that says so', async () => {
    const byPeriod = await coverageOf('2022-03-31');
    const bySignature = await coverageOf('2022-03-31', 'PERIOD_AND_SIGNED');
    expect([byPeriod.communes.numerator, bySignature.communes.numerator]).toEqual([1, 0]);
    expect((await coverageOf('2022-06-15', 'PERIOD_AND_SIGNED')).communes.numerator).toBe(1);
    const { data } =
      await hub.ask(`{ a: convention(reference: "A-1") { state(on: "2022-03-31", rule: PERIOD_AND_SIGNED) }
      b: convention(reference: "B-1") { state(on: "2025-01-01", rule: PERIOD_AND_SIGNED) } }`);
    expect(data).toEqual({ a: { state: 'NOT_SIGNED' }, b: { state: 'UNDETERMINED' } });
  });

  it('gives a convention the coverage of its own perimeter, by itself alone', async () => {
    const { data } = await hub.ask(`{ convention(reference: "B-1") {
      during: ctgCoverage(on: "2025-06-30") { communes { numerator denominator } }
      all: perimeter { totalCount } first: perimeter(on: "2025-06-30") { nodes { commune { code } } } second: perimeter(on: "2025-07-01") { nodes { commune { code } } }
      later: ctgCoverage(on: "2027-01-01") { communes { numerator denominator } } } }`);
    expect(data.convention).toEqual({
      during: { communes: { numerator: 2, denominator: 2 } },
      later: { communes: { numerator: 0, denominator: 2 } },
      all: { totalCount: 3 },
      first: { nodes: [{ commune: { code: '49018' } }, { commune: { code: '49021' } }] },
      second: { nodes: [{ commune: { code: '49018' } }, { commune: { code: '49237' } }] },
    });
  });

  it('adds up: the communes of the EPCI of a département, and those of none, are the département', async () => {
    const { data } =
      await hub.ask(`{ department(code: "49") { ctgCoverage(on: "2024-12-31") { communes { numerator } population { numerator denominator } }
      communes(first: 500) { nodes { population ctgCoverage(on: "2024-12-31") { communes { numerator } population { numerator denominator } } } } } }`);
    const { ctgCoverage, communes } = data.department;
    const sum = (
      read: (each: {
        communes: { numerator: number };
        population: { numerator: number; denominator: number };
      }) => number,
    ) =>
      communes.nodes.reduce(
        (total: number, { ctgCoverage: each }: { ctgCoverage: Parameters<typeof read>[0] }) =>
          total + read(each),
        0,
      );
    expect(sum((each) => each.communes.numerator)).toBe(ctgCoverage.communes.numerator);
    expect(sum((each) => each.population.numerator)).toBe(ctgCoverage.population.numerator);
    expect(sum((each) => each.population.denominator)).toBe(ctgCoverage.population.denominator);
  });
});
