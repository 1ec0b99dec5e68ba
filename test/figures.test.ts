import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHub, type TestHub } from './hub.js';

/** The figures that the README shows, which a reader can check by hand against `data/facts`. */
describe('figures on the real facts', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('facts');
  });
  afterAll(() => hub.close());

  it('gives Baugé-en-Anjou 780 552 € of real subsidies in 2023, all unallocated by sector', async () => {
    // ctg_subsidies.csv, line 2 (A001): 780552 EUR, exact, 2023, « réel (attribué) », five sectors together.
    const { data } = await hub.ask(`{ commune(code: "49018") { name subsidies(fiscalYear: 2023) {
      state total precision lineCount bySector { sector amount lineCount }
      amounts { nodes { reference source { line url batch { fileName } } } }
      passport { unit expected reported complete demonstration }
    } } }`);
    expect(data.commune).toEqual({
      name: 'Baugé-en-Anjou',
      subsidies: {
        state: 'REPORTED',
        total: 780552,
        precision: 'EXACT',
        lineCount: 1,
        bySector: [{ sector: 'UNALLOCATED', amount: 780552, lineCount: 1 }],
        amounts: {
          nodes: [
            {
              reference: 'A001',
              source: {
                line: 2,
                url: expect.stringContaining('https://le-kiosque.org/bauge-en-anjou'),
                batch: { fileName: 'ctg_subsidies.csv' },
              },
            },
          ],
        },
        passport: { unit: 'COMMUNE', expected: 1, reported: 1, complete: true, demonstration: false },
      },
    });
    const row = readFileSync('data/facts/ctg_subsidies.csv', 'utf8').split('\n')[1];
    expect(row).toMatch(/^A001,Baugé-en-Anjou,commune,49018,49,2023,2023,780552,EUR,exact,/);
  });

  it('knows both generations of Baugé-en-Anjou, and shows announced beside known', async () => {
    // ctg_conventions.csv, lines 2 and 3; ctg_objectives.csv, lines 2 to 9.
    const { data } = await hub.ask(`{ convention(reference: "49-BAUGE-2") {
      generations { reference generation startsOn startsPrecision endsOn endsPrecision }
      declared { priorities objectives actions } known { priorities objectives actions }
      planNodes(kinds: [PRIORITY, OBJECTIVE]) { nodes { kind title } }
      completion(on: "2026-06-30") { state objectives { known declared withoutAction rate { value } }
        actions { known declared unknown rate { denominator value } } }
    } }`);
    expect(data.convention).toEqual({
      generations: [
        {
          reference: '49-BAUGE-1',
          generation: 1,
          startsOn: '2020-01-01',
          startsPrecision: 'YEAR',
          endsOn: '2023-12-31',
          endsPrecision: 'YEAR',
        },
        {
          reference: '49-BAUGE-2',
          generation: 2,
          startsOn: '2024-01-01',
          startsPrecision: 'YEAR',
          endsOn: '2028-12-31',
          endsPrecision: 'YEAR',
        },
      ],
      declared: { priorities: 11, objectives: 25, actions: null },
      known: { priorities: 1, objectives: 3, actions: 4 },
      planNodes: {
        nodes: [
          {
            kind: 'PRIORITY',
            title:
              "Maintenir et développer une offre en mode d'accueil collectif et individuel pour les 0-3 ans",
          },
          {
            kind: 'OBJECTIVE',
            title: 'Valoriser les métiers de la petite enfance, notamment assistant maternel',
          },
          {
            kind: 'OBJECTIVE',
            title: "Favoriser l'autonomie en soutenant des projets réalisés par et pour les jeunes",
          },
          {
            kind: 'OBJECTIVE',
            title: 'Permettre une meilleure identification et coordination des acteurs du domaine social',
          },
        ],
      },
      completion: {
        state: 'NOT_REPORTED',
        objectives: { known: 3, declared: 25, withoutAction: 3, rate: { value: null } },
        actions: { known: 4, declared: null, unknown: 4, rate: { denominator: 0, value: null } },
      },
    });
  });

  it('covers 3 communes of 176 in Maine-et-Loire at 2024-12-31, and counts apart what is unknown', async () => {
    // ctg_conventions.csv: 49-ANGERS-2 and 49-SEVREMOINE-1 (2023-2026), 49-BAUGE-2 (2024-2028).
    const { data } = await hub.ask(`{ department(code: "49") { population
      ctgCoverage(on: "2024-12-31") {
        rule communes { numerator denominator value } population { numerator denominator value } conventionsInForce
        unknown { communes population conventionsWithUnknownDates conventionsWithUnknownPerimeter communesAnnouncedNotNamed }
        communeStates(states: [COVERED]) { nodes { commune { code name population } } }
        passport { expected reported complete expectedPopulation reportedPopulation vintage }
      }
      undated: conventions(states: [UNDETERMINED], on: "2024-12-31") { nodes { reference } }
    } }`);
    const { ctgCoverage } = data.department;
    expect(ctgCoverage.communeStates.nodes.map((node: { commune: object }) => node.commune)).toEqual([
      { code: '49007', name: 'Angers', population: 159022 },
      { code: '49018', name: 'Baugé-en-Anjou', population: 11712 },
      { code: '49301', name: 'Sèvremoine', population: 25797 },
    ]);
    expect(ctgCoverage).toMatchObject({
      rule: 'PERIOD',
      communes: { numerator: 3, denominator: 176, value: 3 / 176 },
      population: { numerator: 159022 + 11712 + 25797, denominator: 833776 },
      conventionsInForce: 4,
      // Undated: the 4 communes of Douessin, the 19 of CC Loire Layon Aubance; Angers is covered anyway.
      unknown: {
        communes: 4 + 19,
        conventionsWithUnknownDates: 4,
        // Saumur Loire Développement announces 31 communes and names none.
        conventionsWithUnknownPerimeter: 1,
        communesAnnouncedNotNamed: 31,
      },
      passport: {
        expected: 176,
        reported: 3 + 4 + 19,
        complete: false,
        expectedPopulation: 833776,
        vintage: 2026,
      },
    });
    expect(data.department.undated.nodes.map(({ reference }: { reference: string }) => reference)).toEqual([
      '49-ANGERS-1',
      '49-DOUESSIN-2',
      '49-LLA',
      '49-LOIRE-LAYON',
    ]);
  });

  it('covers CC Baugeois Vallée in part, by exactly the share of Baugé-en-Anjou', async () => {
    const { data } = await hub.ask(`{ epci(code: "244900882") { population
      communes { nodes { code population } }
      ctgCoverage(on: "2024-12-31") { communes { numerator denominator } population { numerator denominator value } } } }`);
    const { communes, population, ctgCoverage } = data.epci;
    const people = new Map<string, number>(
      communes.nodes.map((each: { code: string; population: number }) => [each.code, each.population]),
    );
    const total = [...people.values()].reduce((sum, each) => sum + each, 0);
    expect(people.size).toBe(7);
    expect(population).toBe(total);
    expect(ctgCoverage.communes).toEqual({ numerator: 1, denominator: 7 });
    expect(ctgCoverage.population).toEqual({ numerator: 11712, denominator: 34567, value: 11712 / 34567 });
    expect(people.get('49018')).toBe(11712);
  });

  it('is never complete while something is unknown, even if every commune is named', async () => {
    // CC Loire Layon Aubance: one convention names its 19 communes, without dates.
    const { data } = await hub.ask(`{ epci(code: "200071553") { ctgCoverage(on: "2024-12-31") {
      communes { numerator denominator } unknown { communes } passport { expected reported complete } } }
      saumur: epci(code: "200071876") { conventions { nodes { reference } } ctgCoverage(on: "2024-12-31") { unknown { communesAnnouncedNotNamed } } } }`);
    expect(data.epci.ctgCoverage).toEqual({
      communes: { numerator: 0, denominator: 19 },
      unknown: { communes: 19 },
      passport: { expected: 19, reported: 19, complete: false },
    });
    expect(data.saumur).toEqual({
      conventions: { nodes: [{ reference: '49-DOUESSIN-2' }, { reference: '49-SAUMUR-SLD' }] },
      ctgCoverage: { unknown: { communesAnnouncedNotNamed: 31 } },
    });
  });

  it('does not take those who sign for the whole of a perimeter', async () => {
    // 07-ASV: four communes sign with an EPCI of sixteen; whether the others are covered is not said.
    const { data } =
      await hub.ask(`{ convention(reference: "07-ASV") { perimeterBasis perimeterComplete perimeter { totalCount } }
      epci(code: "200039824") { ctgCoverage(on: "2024-12-31") { communes { numerator denominator } unknown { conventionsWithUnknownPerimeter } } } }`);
    expect(data.convention).toEqual({
      perimeterBasis: 'LISTED',
      perimeterComplete: null,
      perimeter: { totalCount: 4 },
    });
    expect(data.epci.ctgCoverage).toEqual({
      communes: { numerator: 4, denominator: 16 },
      unknown: { conventionsWithUnknownPerimeter: 1 },
    });
  });

  it('takes a whole EPCI for the perimeter only if no other number of communes is announced', async () => {
    // 44-CLISSON: 16 communes, all of the EPCI's; 72-VBA-1: 9 of 19; 42-URFE-AIX: two EPCI (11 and 12 communes),
    // and Champoly, which also signs and is now a member of the first.
    const { data } = await hub.ask(`{
      clisson: convention(reference: "44-CLISSON") { perimeterBasis perimeter { totalCount } }
      braye: convention(reference: "72-VBA-1") { perimeterBasis perimeterComplete perimeter { totalCount } declared { communes } }
      urfe: convention(reference: "42-URFE-AIX") { perimeterBasis perimeter { totalCount } } }`);
    expect(data).toEqual({
      clisson: { perimeterBasis: 'WHOLE_EPCI', perimeter: { totalCount: 16 } },
      braye: {
        perimeterBasis: 'NOT_STATED',
        perimeterComplete: false,
        perimeter: { totalCount: 0 },
        declared: { communes: 9 },
      },
      urfe: { perimeterBasis: 'WHOLE_EPCI', perimeter: { totalCount: 23 } },
    });
  });

  it('is never complete where nothing is known', async () => {
    const { data } =
      await hub.ask(`{ commune(code: "01001") { ctgCoverage { passport { complete } } subsidies { passport { complete } } completion { passport { expected complete } } }
      ended: commune(code: "49018") { ctgCoverage(on: "2029-06-30") { communes { numerator } passport { reported complete } } } }`);
    expect(data).toEqual({
      commune: {
        ctgCoverage: { passport: { complete: false } },
        subsidies: { passport: { complete: false } },
        completion: { passport: { expected: 0, complete: false } },
      },
      ended: { ctgCoverage: { communes: { numerator: 0 }, passport: { reported: 0, complete: false } } },
    });
  });

  it('keeps apart the published total of the département, which repeats the money of its communes', async () => {
    const { data } = await hub.ask(`{ department(code: "49") { subsidies(fiscalYear: 2023) {
      total state setAside { totalCount nodes { reference amount precision setAside territory { name } } }
      passport { expected reported complete } } } }`);
    expect(data.department.subsidies).toEqual({
      total: 780552,
      state: 'REPORTED',
      setAside: {
        totalCount: 1,
        nodes: [
          {
            reference: 'A009',
            amount: 32000000,
            precision: 'APPROXIMATE',
            setAside: 'PUBLISHED_TOTAL',
            territory: { name: 'Maine-et-Loire' },
          },
        ],
      },
      passport: { expected: 176, reported: 1, complete: false },
    });
  });

  it('reports every line of the files that did not come in', async () => {
    const { data } = await hub.ask(
      '{ batches { nodes { fileName rowsRead added rejected problems { line code rejects } } } }',
    );
    const byFile = new Map(data.batches.nodes.map((batch: { fileName: string }) => [batch.fileName, batch]));
    expect(byFile.get('ctg_conventions.csv')).toMatchObject({ rowsRead: 74, added: 74, rejected: 0 });
    expect(byFile.get('ctg_objectives.csv')).toMatchObject({ rowsRead: 65, added: 65, rejected: 0 });
    const subsidies = byFile.get('ctg_subsidies.csv') as {
      rowsRead: number;
      added: number;
      rejected: number;
      problems: { code: string; rejects: boolean }[];
    };
    expect(subsidies).toMatchObject({ rowsRead: 63, added: 12, rejected: 51 });
    const codes = subsidies.problems.filter(({ rejects }) => rejects).map(({ code }) => code);
    const count = (code: string) => codes.filter((each) => each === code).length;
    // 28 statutory benefits, 14 national budgets, 4 unit rates; two shares in per cent; three without one territory.
    expect([
      count('NOT_A_SUBSIDY'),
      count('NOT_IN_EUROS'),
      count('SEVERAL_TERRITORIES'),
      count('UNKNOWN_NAME'),
    ]).toEqual([46, 2, 1, 2]);
  });
});
