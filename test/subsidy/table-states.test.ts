import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { openHub, type TestHub } from '../hub.js';

/** Communes of Maine-et-Loire that the amounts are of. */
const [bauge, maze, cholet, saumur, angers, lion] = ['49018', '49194', '49099', '49328', '49007', '49176'];
const inMaineEtLoire = 'within: { kind: DEPARTMENT, code: "49" }';

// biome-ignore lint/suspicious/noExplicitAny: a test names the fields that it asked for
type Row = any;

describe('what the amount of a row of a table means', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    const loaded = await hub.load(conventions, [
      'convention_ref,territory_name,kind,siren,departement_code,start_date,end_date,start_year,end_year,member_insee',
      `OVER-1,Baugé,commune,,49,,,2019,2023,${bauge}`,
      `LATER-1,Saumur,commune,,49,,,2024,2028,${saumur}`,
      `SILENT-1,Cholet,commune,,49,,,2022,2026,${cholet}`,
      // Prolonged by an amendment of nobody knows when.
      `PERHAPS-1,Le Lion-d’Angers,commune,,49,,,2019,2023,${lion}`,
      `LEFT-1,Angers et Mazé,multi_commune,,49,,,2022,2026,${angers};${maze}`,
    ]);
    expect(loaded).toMatchObject({ added: 5, rejected: 0 });
    await hub.load(amendments, [
      'convention_ref,number,kind,effective_date,end_date,communes_added,communes_removed,summary',
      `LEFT-1,1,périmètre,2023-12-31,,,${maze},Mazé sort`,
      'PERHAPS-1,1,prolongation,,2026-12-31,,,Prolongée',
    ]);
    const report = await hub.load(subsidies, [
      'code insee ou siren;exercice;nature;secteur;montant',
      ...[bauge, maze, cholet, saumur, angers, lion].map((code) => `${code};2023;réel;enfance;100`),
      `${maze};2024;réel;enfance;50`,
      `${saumur};2024;réel;enfance;70`,
      `${angers};2024;réel;enfance;80`,
      '44109;2025;réel;enfance;1500',
      '244900882;2025;réel;pilotage;7000',
    ]);
    expect(report).toMatchObject({ added: 11, rejected: 0 });
  });
  afterAll(() => hub.close());

  const asked = async (args: string, fields: string) => {
    const { data, errors, queries } = await hub.ask(`{ subsidyTable(${args}) { ${fields} } }`);
    expect(errors).toBeUndefined();
    return { table: data.subsidyTable, queries };
  };
  const table = async (args: string, fields: string): Promise<Row> => (await asked(args, fields)).table;
  const byConvention = (rows: readonly Row[]) =>
    Object.fromEntries(rows.map(({ key, ...row }) => [key.convention?.reference ?? 'none', row]));

  it('is told apart where its convention was over, had not begun, and where nothing is reported', async () => {
    const { rows } = await table(
      `${inMaineEtLoire}, by: [CONVENTION], fiscalYears: [2024], compare: true`,
      'rows { key { convention { reference } } amount state hint previous { amount } }',
    );
    const found = byConvention(rows);
    expect(found['OVER-1']).toEqual({
      amount: null,
      state: 'NOT_APPLICABLE',
      hint: 'L’exercice 2024 est hors de la période de la convention.',
      previous: { amount: 100 },
    });
    expect(found['SILENT-1']).toMatchObject({
      amount: null,
      state: 'NOT_REPORTED',
      hint: 'Aucun montant (réel) de la ligne n’est communiqué pour l’exercice 2024 : c’est inconnu, ce n’est pas zéro.',
    });
    expect(found['PERHAPS-1']).toMatchObject({
      amount: null,
      state: 'NOT_REPORTED',
      hint: expect.stringContaining('peut-être hors de la période'),
    });
    expect(found['LATER-1']).toMatchObject({ amount: 70, state: 'REPORTED', hint: null });

    const before = await table(
      `${inMaineEtLoire}, by: [CONVENTION, SECTOR], fiscalYears: [2023], compareTo: 2024`,
      'rows { key { convention { reference } } amount state hint } subtotals { key { convention { reference } } amount state }',
    );
    expect(byConvention(before.rows)['LATER-1']).toMatchObject({ amount: null, state: 'NOT_APPLICABLE' });
    expect(byConvention(before.subtotals)['LATER-1']).toEqual({ amount: null, state: 'NOT_APPLICABLE' });
  });

  it('is what each convention says of itself', async () => {
    const { rows } = await table(
      `${inMaineEtLoire}, by: [CONVENTION], fiscalYears: [2024], compare: true`,
      'rows { state amount key { convention { subsidies(fiscalYear: 2024) { state total } } } }',
    );
    const own = rows.filter(({ key }: Row) => key.convention !== null);
    expect(own).toHaveLength(5);
    for (const { key, state, amount } of own)
      expect(key.convention.subsidies).toEqual({ state, total: amount });
  });

  it('is of the years of the row alone', async () => {
    const { rows, subtotals } = await table(
      `${inMaineEtLoire}, by: [CONVENTION, FISCAL_YEAR], fiscalYears: [2023, 2024], compare: true, orderBy: KEY`,
      'rows { key { convention { reference } fiscalYear } state } subtotals { key { convention { reference } } state hint }',
    );
    const ofOver = rows.filter(({ key }: Row) => key.convention?.reference === 'OVER-1');
    expect(ofOver.map(({ key, state }: Row) => [key.fiscalYear, state])).toEqual([
      [2023, 'REPORTED'],
      [2024, 'NOT_APPLICABLE'],
    ]);
    expect(byConvention(subtotals)['OVER-1']).toMatchObject({ state: 'REPORTED' });
  });

  it('is not that nothing is reported where the money is in another row', async () => {
    const { rows } = await table(
      `within: { kind: COMMUNE, code: "${maze}" }, by: [CONVENTION, COMMUNE], fiscalYears: [2024], compare: true`,
      'rows { key { convention { reference } } amount state hint }',
    );
    expect(byConvention(rows)).toEqual({
      none: { amount: 50, state: 'REPORTED', hint: null },
      'LEFT-1': {
        amount: null,
        state: 'NOT_APPLICABLE',
        hint: expect.stringContaining('Son argent de ce temps est dans une autre ligne.'),
      },
    });
  });

  it('is said of a total of conventions, too', async () => {
    const total = 'totalState totalHint total { state amount }';
    const args = `${inMaineEtLoire}, by: [CONVENTION], fiscalYears: [2024]`;
    const hint = 'L’exercice 2024 est hors de la période de la convention.';
    expect(await table(`${args}, conventions: ["OVER-1"]`, total)).toEqual({
      totalState: 'NOT_APPLICABLE',
      totalHint: hint,
      total: null,
    });
    expect(await table(`${args}, conventions: ["OVER-1"], compare: true`, total)).toEqual({
      totalState: 'NOT_APPLICABLE',
      totalHint: hint,
      total: { state: 'NOT_APPLICABLE', amount: null },
    });
    expect(await table(`${args}, conventions: ["OVER-1", "SILENT-1"], compare: true`, total)).toMatchObject({
      totalState: 'NOT_REPORTED',
      total: { state: 'NOT_REPORTED' },
    });
    expect(await table(`${args}, conventions: ["LATER-1"]`, total)).toMatchObject({
      totalState: 'REPORTED',
      totalHint: null,
    });
  });

  it('costs nothing where it is not asked, and one statement for all that have no amount', async () => {
    const args = `${inMaineEtLoire}, by: [CONVENTION], fiscalYears: [2024], compare: true`;
    expect((await asked(args, 'rows { amount }')).queries).toEqual(['territoriesById', 'subsidyTable']);
    expect((await asked(args, 'rows { state }')).queries).toEqual([
      'territoriesById',
      'subsidyTable',
      'yearsInPeriods',
    ]);
    const known = await asked(`${inMaineEtLoire}, by: [SECTOR], fiscalYears: [2024]`, 'rows { state }');
    expect(known.queries).toEqual(['territoriesById', 'subsidyTable']);
  });

  it('is of how few people, where an amount per inhabitant is of all of them', async () => {
    const { rows, totalHint } = await table(
      'by: [DEPARTMENT], fiscalYears: [2025], orderBy: KEY',
      'rows { key { department { code } } hint perInhabitant passports { expected reported } } totalHint',
    );
    const [loireAtlantique, maineEtLoire] = rows;
    expect(loireAtlantique.key.department.code).toBe('44');
    expect(loireAtlantique.hint).toMatch(
      /^Montant de 1 commune sur 207 \(2\d % des habitants\), argent propre des EPCI à part : l’euro par habitant/,
    );
    // What an EPCI has itself is of no commune.
    expect(maineEtLoire.hint).toMatch(/^Montant de 0 commune sur 17\d \(0 % des habitants\)/);
    expect(totalHint).toMatch(
      /^Montant de 1 commune sur 3\d \d{3}|^Montant de 1 commune sur \d+ \(moins de 1 %/,
    );
  });

  it('is nothing where nearly all have reported, and of the worst of several years', async () => {
    const { rows } = await table(
      `${inMaineEtLoire}, by: [CONVENTION], fiscalYears: [2023, 2024], orderBy: KEY`,
      'rows { key { convention { reference } } hint }',
    );
    const found = byConvention(rows);
    expect(found['LATER-1']).toEqual({ hint: null });
    expect(found['SILENT-1'].hint).toMatch(/^En 2024, montant de 0 commune sur 1 \(0 % des habitants\)/);
    const alone = await table(
      `within: { kind: COMMUNE, code: "${bauge}" }, by: [COMMUNE], fiscalYears: [2023]`,
      'rows { hint } totalHint totalState',
    );
    expect(alone).toEqual({ rows: [{ hint: null }], totalHint: null, totalState: 'REPORTED' });
  });

  it('rests on passports that say of which year and nature they are, or of which day', async () => {
    const each = 'fiscalYear nature on';
    const found = await table(
      `${inMaineEtLoire}, by: [NATURE], natures: [REAL, FORECAST], fiscalYears: [2023, 2024], compare: true`,
      `passports { ${each} } rows { passports { ${each} } }`,
    );
    const [ofReal, ofForecast] = ['REAL', 'FORECAST'].map((nature) => (fiscalYear: number) => ({
      fiscalYear,
      nature,
      on: null,
    })) as [(year: number) => object, (year: number) => object];
    expect(found.passports).toEqual([ofReal(2023), ofForecast(2023), ofReal(2024), ofForecast(2024)]);
    expect(found.rows).toEqual([{ passports: [ofReal(2023), ofReal(2024)] }]);
    const since = await table(
      `${inMaineEtLoire}, by: [CONVENTION], fiscalYears: [2024], compareToStart: true`,
      `previousPassports { ${each} }`,
    );
    expect(since.previousPassports).toEqual([2019, 2022].map(ofReal));

    const { data } = await hub.ask(
      `{ department(code: "49") { ctgCoverage(on: "2024-06-30") { passport { ${each} completeness { passport { ${each} } } } } } }`,
    );
    const { completeness, ...ofDay } = data.department.ctgCoverage.passport;
    expect(ofDay).toEqual({ fiscalYear: null, nature: null, on: '2024-06-30' });
    expect(completeness.passport).toEqual({ fiscalYear: 2024, nature: null, on: null });
  });
});
