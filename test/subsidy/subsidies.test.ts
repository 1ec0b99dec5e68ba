import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { openHub, type TestHub } from '../hub.js';
import { propertyRuns } from '../setup/property-runs.js';

const header =
  'amount_id;territory_kind;territory_code;year_start;year_end;amount;precision;sector;funding_line;section;nature;periodicity';

describe('subsidies', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west');
    const report = await hub.load(subsidies, [
      header,
      'a1;commune;49018;2023;2023;100 000,10 €;;petite enfance;PSU;;réel;annuel',
      'a2;commune;49018;2023;2023;50 000,20;exact;;PS Laep;;réel;annuel',
      'a3;commune;49018;2023;2023;7;;enfance|jeunesse;;;réel;annuel',
      'a4;commune;49018;2023;2023;160000;;petite enfance;PSU;;prévisionnel;annuel',
      'a5;commune;49018;2024;2024;0;;petite enfance;;;réel;annuel',
      // Money of the EPCI itself, of a commune in it, and of an EPCI that crosses the border of the département.
      'e1;epci;244900882;2023;2023;20000;approx;pilotage;chargé de coopération;;réel;annuel',
      'e2;commune;49021;2023;2023;0.25;;;Fonds locaux;;réel;annuel',
      'e3;epci;244400552;2023;2023;999;;;;;réel;annuel',
      // In no yearly total, each for its own reason.
      's1;departement;49;2023;2023;1000000;approx;petite enfance;;;réel;annuel',
      's2;commune;49018;2021;2023;300000;au moins;;;;réel;cumulé',
      's3;commune;49018;;;88000;;;;;réel;annuel',
      's4;commune;49018;2023;2023;5;;;;;;annuel',
      // An old code leads to the commune of today.
      'o1;commune;49031;2022;2022;42,00;;jeunesse;PS jeunes;fonctionnement;réel;annuel',
    ]);
    expect(report).toMatchObject({ added: 13, rejected: 0 });
    expect(report.problems.map(({ code, line }) => [code, line])).toEqual([
      ['SECTORS_NOT_SPLIT', 4],
      ['SUCCESSOR_USED', 14],
    ]);
    await hub.load(conventions, [
      'convention_ref,territory_name,kind,siren,departement_code,start_year,end_year,member_insee',
      'A-1,Baugé,commune,,49,2022,2023,49018',
      'B-1,Baugeois Vallée,epci,244900882,49,2020,2024,',
    ]);
    await hub.load(amendments, [
      'convention_ref,number,kind,effective_date,end_date,summary',
      'A-1,1,prolongation,2023-12-01,2024-12-31,Un an de plus',
    ]);
  });
  afterAll(() => hub.close());

  const subsidiesOf = async (target: string, args = 'fiscalYear: 2023') => {
    const { data, errors } = await hub.ask(`{ target: ${target} { subsidies(${args}) {
      fiscalYear nature state hint total precision lineCount availableYears epcis { numerator denominator } bySector { sector amount precision lineCount } byFundingLine { fundingLine amount } bySection { section amount }
      amounts { totalCount nodes { reference } } setAside { nodes { reference setAside } } passport { expected reported complete reportedPopulation } } } }`);
    expect(errors).toBeUndefined();
    return data.target.subsidies;
  };
  const commune = 'commune(code: "49018")';

  it('adds to the cent, by sector and by line, and both are the total', async () => {
    const { total, precision, lineCount, bySector, byFundingLine } = await subsidiesOf(commune);
    expect({ total, precision, lineCount }).toEqual({ total: 150007.3, precision: 'EXACT', lineCount: 3 });
    expect(bySector).toEqual([
      { sector: 'EARLY_CHILDHOOD', amount: 100000.1, precision: 'EXACT', lineCount: 1 },
      // The line of the nomenclature gave the sector that the file left empty.
      { sector: 'PARENTING', amount: 50000.2, precision: 'EXACT', lineCount: 1 },
      { sector: 'UNALLOCATED', amount: 7, precision: 'EXACT', lineCount: 1 },
    ]);
    expect(
      byFundingLine.toSorted((a: { amount: number }, b: { amount: number }) => b.amount - a.amount),
    ).toEqual([
      { fundingLine: 'PSU', amount: 100000.1 },
      { fundingLine: 'PS_LAEP', amount: 50000.2 },
      { fundingLine: 'NOT_STATED', amount: 7 },
    ]);
  });

  it('tells running costs from investment', async () => {
    const { bySection } = await subsidiesOf(commune, 'fiscalYear: 2022');
    expect(bySection).toEqual([{ section: 'RUNNING', amount: 42 }]);
  });

  it('never adds natures: the forecast is another total', async () => {
    const forecast = await subsidiesOf(commune, 'fiscalYear: 2023, nature: FORECAST');
    expect([forecast.total, forecast.nature, forecast.lineCount]).toEqual([160000, 'FORECAST', 1]);
  });

  it('tells a reported zero from nothing reported', async () => {
    const zero = await subsidiesOf(commune, 'fiscalYear: 2024');
    expect([zero.state, zero.total, zero.lineCount, zero.passport.reported]).toEqual(['REPORTED', 0, 1, 1]);
    const nothing = await subsidiesOf('commune(code: "49021")', 'fiscalYear: 2024');
    expect([nothing.state, nothing.total, nothing.precision, nothing.passport.reported]).toEqual([
      'NOT_REPORTED',
      null,
      null,
      0,
    ]);
  });

  it('sets aside, with its reason, what no yearly total may add', async () => {
    const { setAside, amounts } = await subsidiesOf(commune);
    expect(setAside.nodes).toEqual([
      { reference: 's2', setAside: 'MULTI_YEAR' },
      { reference: 's3', setAside: 'YEAR_UNKNOWN' },
      { reference: 's4', setAside: 'NATURE_UNKNOWN' },
    ]);
    expect(amounts.nodes.map(({ reference }: { reference: string }) => reference)).toEqual([
      'a1',
      'a2',
      'a3',
    ]);
  });

  it('lists what is set aside for the year asked only', async () => {
    const { setAside } = await subsidiesOf(commune, 'fiscalYear: 2020');
    expect(setAside.nodes).toEqual([{ reference: 's3', setAside: 'YEAR_UNKNOWN' }]);
  });

  it('adds an EPCI’s own money to that of its communes, and says how precise the sum is', async () => {
    const { total, precision, passport, epcis } = await subsidiesOf('epci(code: "244900882")');
    expect([total, precision]).toEqual([170007.55, 'APPROXIMATE']);
    // Baugé and Beaufort have amounts of their own, the five other communes have none: the sum is partial.
    expect(passport).toMatchObject({
      expected: 7,
      reported: 2,
      complete: false,
      reportedPopulation: 11712 + 6901,
    });
    expect(epcis).toEqual({ numerator: 1, denominator: 1 });
  });

  it('leaves the money of an EPCI out of its communes', async () => {
    const { state, passport } = await subsidiesOf('commune(code: "49194")');
    expect([state, passport.reported]).toEqual(['NOT_REPORTED', 0]);
  });

  it('counts an EPCI in the département where most of its people live, and never its published total', async () => {
    const maineEtLoire = await subsidiesOf('department(code: "49")');
    expect([maineEtLoire.total, maineEtLoire.passport.reported, maineEtLoire.epcis.denominator]).toEqual([
      170007.55, 2, 9,
    ]);
    expect(maineEtLoire.setAside.nodes[0]).toEqual({ reference: 's1', setAside: 'PUBLISHED_TOTAL' });
    const loireAtlantique = await subsidiesOf('department(code: "44")');
    expect([
      loireAtlantique.total,
      loireAtlantique.passport.reported,
      loireAtlantique.epcis.numerator,
    ]).toEqual([999, 0, 1]);
    expect((await subsidiesOf('country')).total).toBe(171006.55);
  });

  it('keeps to sectors and lines when asked', async () => {
    const { total, bySector } = await subsidiesOf(commune, 'fiscalYear: 2023, sectors: [PARENTING]');
    expect([total, bySector.length]).toEqual([50000.2, 1]);
    expect((await subsidiesOf(commune, 'fiscalYear: 2023, fundingLines: [PSU]')).total).toBe(100000.1);
    const none = await subsidiesOf(commune, 'fiscalYear: 2023, sectors: [YOUTH]');
    expect([none.state, none.total, none.hint]).toEqual([
      'NOT_REPORTED',
      null,
      expect.stringContaining('UNALLOCATED'),
    ]);
  });

  it('gives a convention the money of its perimeter, within its period as amended', async () => {
    expect((await subsidiesOf('convention(reference: "A-1")')).total).toBe(150007.3);
    expect((await subsidiesOf('convention(reference: "B-1")')).total).toBe(170007.55);
    expect((await subsidiesOf('convention(reference: "A-1")', 'fiscalYear: 2024')).state).toBe('REPORTED');
    expect((await subsidiesOf('convention(reference: "A-1")', 'fiscalYear: 2021')).state).toBe(
      'NOT_APPLICABLE',
    );
    const outside = await subsidiesOf('convention(reference: "A-1")', 'fiscalYear: 2025');
    expect([outside.state, outside.total, outside.hint]).toEqual([
      'NOT_APPLICABLE',
      null,
      'L’exercice 2025 est hors de la période de la convention.',
    ]);
  });

  it('gives a convention the money of years that are perhaps outside of its period, and says so', async () => {
    await hub.load(conventions, [
      'convention_ref,territory_name,kind,siren,departement_code,start_year,end_year,member_insee,n_communes',
      'U-1,Sans dates,commune,,49,,,49021,1',
      'U-2,Prolongée un jour,commune,,49,2020,2022,49021,1',
      'U-3,Communes inconnues,commune,,49,2022,2026,49021,3',
      'U-4,Connue,commune,,49,2022,2026,49021,1',
    ]);
    await hub.load(amendments, [
      'convention_ref,number,kind,effective_date,end_date,summary',
      'U-2,1,prolongation,,2026-12-31,Sans date',
    ]);
    const perhaps =
      'L’exercice 2023 est peut-être hors de la période de la convention, qui n’est pas toute connue.';
    const expected = [
      ['U-1', 'UNDETERMINED', perhaps, false],
      ['U-2', 'UNDETERMINED', perhaps, false],
      ['U-3', 'IN_FORCE', null, false],
      ['U-4', 'IN_FORCE', null, true],
    ] as const;
    for (const [reference, , hint, complete] of expected) {
      const found = await subsidiesOf(`convention(reference: "${reference}")`);
      expect([reference, found]).toMatchObject([
        reference,
        { state: 'REPORTED', total: 0.25, hint, passport: { complete } },
      ]);
    }
    expect((await subsidiesOf('convention(reference: "U-2")', 'fiscalYear: 2022')).hint).toBe(
      'Aucun montant (réel) communiqué pour 2022 : c’est inconnu, ce n’est pas zéro. Exercices connus : 2023.',
    );
    const { data } = await hub.ask(`{ subsidyTable(by: [CONVENTION], fiscalYears: [2023], orderBy: KEY) {
      rows { amount key { convention { reference state } } passports { expected reported complete } }
    } }`);
    const rows = data.subsidyTable.rows.filter(
      ({ key }: { key: { convention: { reference: string } | null } }) =>
        key.convention?.reference.startsWith('U-'),
    );
    expect(rows).toEqual(
      expected.map(([reference, state, , complete]) => ({
        amount: 0.25,
        key: { convention: { reference, state } },
        passports: [{ expected: 1, reported: 1, complete }],
      })),
    );
  });

  it('gives a convention the money of an EPCI only if it holds all of it on the last day of the year', async () => {
    await hub.load(conventions, [
      'convention_ref,territory_name,kind,siren,departement_code,start_year,end_year,member_insee',
      // Six communes of seven: the seventh comes when another has left.
      'N-1,Presque tout,multi_commune,,49,2022,2026,49018|49194|49201|49228|49138|49237',
    ]);
    await hub.load(amendments, [
      'convention_ref,number,kind,effective_date,communes_added,communes_removed,summary',
      'N-1,1,périmètre,2023-03-01,,49018,Baugé sort',
      'N-1,2,périmètre,2023-06-01,49021,,Beaufort entre',
    ]);
    const { total, epcis } = await subsidiesOf('convention(reference: "N-1")');
    // Baugé to the end of February and Beaufort from June; never the 20 000 € of the EPCI itself.
    expect([total, epcis]).toEqual([150007.55, { numerator: 0, denominator: 0 }]);
  });

  it('defaults to the last closed fiscal year', async () => {
    const { fiscalYear, nature } = await subsidiesOf(commune, 'sectors: [YOUTH]');
    expect([fiscalYear, nature]).toEqual([new Date().getFullYear() - 1, 'REAL']);
  });

  it('adds up whatever the amounts: sectors, lines and communes give the ungrouped total', async () => {
    const line = fc.record({
      code: fc.constantFrom('49018', '49021', '49138', '49194', '49201', '49228', '49237'),
      cents: fc.integer({ min: -5_000_000, max: 900_000_000 }),
      sector: fc.constantFrom('petite enfance', 'enfance', 'jeunesse', 'enfance|jeunesse', '', 'logement'),
      fundingLine: fc.constantFrom('PSU', 'Clas', 'ps jeunes', '', 'inconnue'),
    });
    let year = 2004;
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1, maxLength: 40 }), async (lines) => {
        year += 1;
        await hub.load(subsidies, [
          header,
          ...lines.map(
            (each, index) =>
              `p${year}-${index};commune;${each.code};${year};${year};${(each.cents / 100).toFixed(2)};;${each.sector};${each.fundingLine};;réel;annuel`,
          ),
        ]);
        const { data } =
          await hub.ask(`{ epci(code: "244900882") { subsidies(fiscalYear: ${year}) { total bySector { amount } byFundingLine { amount } }
          communes { nodes { subsidies(fiscalYear: ${year}) { total } } } } }`);
        const expected = lines.reduce((sum, { cents }) => sum + cents, 0);
        const cents = (euros: number | null) => Math.round((euros ?? 0) * 100);
        const sum = (amounts: (number | null)[]) =>
          amounts.reduce((total: number, each) => total + cents(each), 0);
        const { subsidies: answer, communes } = data.epci;
        const byAmount = (groups: { amount: number }[]) => sum(groups.map(({ amount }) => amount));
        expect(cents(answer.total)).toBe(expected);
        expect(byAmount(answer.bySector)).toBe(expected);
        expect(byAmount(answer.byFundingLine)).toBe(expected);
        expect(
          sum(communes.nodes.map((each: { subsidies: { total: number | null } }) => each.subsidies.total)),
        ).toBe(expected);
      }),
      { numRuns: propertyRuns(5) },
    );
  });
});
