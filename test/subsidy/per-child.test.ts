import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { indicators } from '../../src/ingestion/datasets/indicators.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { openHub, type TestHub } from '../hub.js';

/** CC Baugeois Vallée has seven communes, CC du Pays d'Ancenis twenty, of which Ingrandes (49160) alone is in 49. */
const baugeois = ['49018', '49021', '49138', '49194', '49201', '49228', '49237'];

describe('subsidies per child', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const report = await hub.load(subsidies, [
      'code insee ou siren;exercice;nature;secteur;montant',
      '49018;2023;réel;petite enfance;1000',
      '49018;2023;réel;enfance;600',
      '49018;2023;réel;parentalité;10',
      '49021;2023;réel;petite enfance;400',
      '244900882;2023;réel;petite enfance;300',
      '49160;2023;réel;petite enfance;50',
      '49007;2023;réel;petite enfance;5000',
    ]);
    expect(report).toMatchObject({ added: 7, rejected: 0 });
    const loaded = await hub.load(indicators, [
      'territory_kind;territory_code;indicator;value;year;series',
      // All seven in 2020 (10 each), two of them in 2021: the year of all is taken.
      ...baugeois.map((code) => `commune;${code};enfants de 0 à 2 ans;10;2020;`),
      'commune;49018;enfants de 0 à 2 ans;20;2021;',
      'commune;49021;enfants de 0 à 2 ans;20;2021;',
      // 3 to 11 in two parts; another series is another number.
      'commune;49018;enfants de 3 à 5 ans;40;2021;',
      'commune;49018;enfants de 6 à 11 ans;80;2021;',
      'commune;49018;enfants de 3 à 11 ans;999;2021;autre',
      // The whole EPCI, of which 49 has one commune; Angers only after the year.
      'epci;244400552;enfants de 0 à 2 ans;2500;2022;',
      'commune;49007;enfants de 0 à 2 ans;5000;2024;',
      'commune;49007;enfants de 0 à 2 ans;4000;2025;',
      'departement;49;enfants de 3 à 11 ans;100000;2019;',
    ]);
    expect(loaded).toMatchObject({ rejected: 0 });
  });
  afterAll(() => hub.close());

  const fields = 'perChild { ages state hint value amount children year communesKnown communes }';
  const table = async (args: string, key: string) => {
    const { data, errors } = await hub.ask(
      `{ subsidyTable(fiscalYears: [2023], orderBy: KEY, ${args}) { rows { key { ${key} } ${fields} } total { ${fields} } } }`,
    );
    expect(errors).toBeUndefined();
    return data.subsidyTable;
  };

  it('say that there are no children where there are none, which is not unknown', async () => {
    await hub.load(subsidies, [
      'code insee ou siren;exercice;nature;secteur;montant',
      '01004;2023;réel;petite enfance;70',
    ]);
    await hub.load(indicators, [
      'territory_kind;territory_code;indicator;value;year;series',
      'commune;01004;enfants de 0 à 2 ans;0;2021;',
    ]);
    const { rows } = await table('within: { kind: COMMUNE, code: "01004" }, by: [SECTOR]', 'sector');
    expect(rows[0].perChild).toMatchObject({
      state: 'ALL_COMMUNES',
      value: null,
      children: 0,
      hint: 'Il n’y a aucun enfant de 0 à 2 ans en 2021 : un montant ne s’y rapporte pas.',
    });
  });

  it('take the children of the sector, and none where it names no age', async () => {
    const { rows, total } = await table('within: { kind: COMMUNE, code: "49018" }, by: [SECTOR]', 'sector');
    expect(rows).toEqual([
      {
        key: { sector: 'CHILDHOOD' },
        perChild: {
          ages: 'FROM_3_TO_11',
          state: 'ALL_COMMUNES',
          hint: null,
          value: 5,
          amount: 600,
          children: 120,
          year: 2021,
          communesKnown: 1,
          communes: 1,
        },
      },
      {
        key: { sector: 'EARLY_CHILDHOOD' },
        perChild: {
          ages: 'FROM_0_TO_2',
          state: 'ALL_COMMUNES',
          hint: null,
          value: 50,
          amount: 1000,
          children: 20,
          year: 2021,
          communesKnown: 1,
          communes: 1,
        },
      },
      {
        key: { sector: 'PARENTING' },
        perChild: {
          ages: null,
          state: 'NOT_APPLICABLE',
          hint: expect.stringContaining('childAges'),
          value: null,
          amount: 10,
          children: null,
          year: null,
          communesKnown: 0,
          communes: 1,
        },
      },
    ]);
    expect(total.perChild.state).toBe('NOT_APPLICABLE');
  });

  it('never divide by some of the communes, and say how many are missing', async () => {
    const { rows, total } = await table(
      'within: { kind: DEPARTMENT, code: "49" }, by: [EPCI], sectors: [EARLY_CHILDHOOD]',
      'epci { code }',
    );
    const of = (code: string) =>
      rows.find(({ key }: { key: { epci: { code: string } } }) => key.epci.code === code).perChild;
    expect(of('244900882')).toMatchObject({
      state: 'ALL_COMMUNES',
      amount: 1700,
      children: 70,
      year: 2020,
      communesKnown: 7,
      communes: 7,
      value: 1700 / 70,
    });
    // One commune of twenty, of which nothing is known: the children of the whole EPCI are not its own.
    expect(of('244400552')).toMatchObject({ state: 'MISSING', value: null, children: null, communes: 1 });
    expect(of('244900015')).toMatchObject({
      state: 'INCOMPLETE',
      value: null,
      children: null,
      communesKnown: 1,
      communes: 29,
      year: 2024,
    });
    expect(total.perChild).toMatchObject({
      state: 'INCOMPLETE',
      value: null,
      communes: 176,
      communesKnown: 7,
    });
    const whole = await table(
      'within: { kind: EPCI, code: "244400552" }, by: [], sectors: [EARLY_CHILDHOOD]',
      'sector',
    );
    expect(whole.total.perChild).toMatchObject({
      state: 'WHOLE_TERRITORY',
      children: 2500,
      year: 2022,
      value: 0.02,
      communesKnown: 0,
      communes: 20,
    });
  });

  it('take other children if they are asked for, and order by the quotient', async () => {
    const { rows } = await table(
      'within: { kind: DEPARTMENT, code: "49" }, by: [], childAges: FROM_3_TO_11',
      'sector',
    );
    expect(rows).toEqual([]);
    const { data } = await hub.ask(`{ subsidyTable(within: { kind: DEPARTMENT, code: "49" }, by: [COMMUNE],
      fiscalYears: [2023], sectors: [EARLY_CHILDHOOD], orderBy: PER_CHILD) { rows { key { commune { code } } amount perChild { value year } } } }`);
    // 1000/20, 400/20, 5000/5000; nothing is known of Ingrandes, and the EPCI has no children of its own.
    expect(data.subsidyTable.rows).toEqual([
      { key: { commune: { code: '49018' } }, amount: 1000, perChild: { value: 50, year: 2021 } },
      { key: { commune: { code: '49021' } }, amount: 400, perChild: { value: 20, year: 2021 } },
      { key: { commune: { code: '49007' } }, amount: 5000, perChild: { value: 1, year: 2024 } },
      { key: { commune: { code: '49160' } }, amount: 50, perChild: { value: null, year: null } },
      { key: { commune: null }, amount: 300, perChild: { value: null, year: null } },
    ]);
  });
});
