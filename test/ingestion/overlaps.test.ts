import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { openHub, type TestHub } from '../hub.js';

const whole = { acceptance: 'ALL_OR_NOTHING' } as const;
const header = 'code insee;exercice;nature;montant;secteur;ligne;section;gestionnaire';

/** Communes of Maine-et-Loire, one for each test, so that none sees another's amounts. */
describe('amounts that would be counted twice', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
  });
  afterAll(() => hub.close());

  const totalOf = async (code: string) => {
    const { data } = await hub.ask(
      `{ commune(code: "${code}") { subsidies(fiscalYear: 2024) { total lineCount } } }`,
    );
    return data.commune.subsidies;
  };
  const loadRows = (code: string, amounts: readonly string[], options: object = whole) =>
    hub.load(subsidies, [header, ...amounts.map((amount) => `${code};2024;réel;${amount}`)], options);
  const codesOf = ({ problems }: Awaited<ReturnType<typeof loadRows>>) =>
    problems.map(({ line, code }) => `${line} ${code}`);

  it('are refused when a recap stands beside its detail in one file', async () => {
    const amounts = ['150000;;;;', '100000;petite enfance;PSU;;', '50000;jeunesse;;;'];
    const report = await loadRows('49018', amounts);
    expect(report).toMatchObject({ isAccepted: false, revision: null });
    expect(codesOf(report)).toEqual(['2 COUNTED_TWICE']);
    expect(report.problems[0]?.message).toBe(
      'Ce montant de 150\u00a0000\u00a0€, sans secteur ni ligne de financement, est la somme de 2 montants plus détaillés du même ' +
        'territoire, exercice et nature : il serait compté deux fois. Retirez la ligne ; si c’est un autre montant, ' +
        'précisez ce qui l’en distingue.',
    );
    const valid = await loadRows('49018', amounts, { acceptance: 'VALID_ROWS' });
    expect(valid).toMatchObject({ added: 2, rejected: 1 });
    expect(await totalOf('49018')).toEqual({ total: 150000, lineCount: 2 });
  });

  it('are refused when the base holds the detail', async () => {
    await loadRows('49007', ['10;petite enfance;PSU;;A', '20;petite enfance;PSU;;B', '5;jeunesse;;;']);
    expect(codesOf(await loadRows('49007', ['30;petite enfance;PSU;;']))).toEqual(['2 COUNTED_TWICE']);
    expect(codesOf(await loadRows('49007', ['30;petite enfance;;;']))).toEqual(['2 COUNTED_TWICE']);
    expect(codesOf(await loadRows('49007', ['35;;;;']))).toEqual(['2 COUNTED_TWICE']);
    expect(await totalOf('49007')).toEqual({ total: 35, lineCount: 3 });
  });

  it('are refused when the base holds their total, and its year can be replaced', async () => {
    const { revision } = await loadRows('49023', ['70;;;;']);
    const detail = ['30;enfance;;;', '40;jeunesse;;;'];
    const report = await loadRows('49023', detail, { acceptance: 'VALID_ROWS' });
    expect(codesOf(report)).toEqual(['2 ALREADY_COUNTED', '3 ALREADY_COUNTED']);
    expect(report.problems[0]?.message).toContain(
      `dans un total de 70\u00a0€ (sans secteur, chargement n° ${revision})`,
    );
    expect(await totalOf('49023')).toEqual({ total: 70, lineCount: 1 });
    const replaced = await loadRows('49023', detail, { ...whole, strategy: 'REPLACE_YEAR' });
    expect(replaced).toMatchObject({ added: 2, removed: 1, problems: [] });
    expect(await totalOf('49023')).toEqual({ total: 70, lineCount: 2 });
  });

  it('leave nothing twice when the total that the base holds comes again, with its detail', async () => {
    await loadRows('49099', ['70;;;;']);
    const all = ['70;;;;', '30;enfance;;;', '40;jeunesse;;;'];
    const report = await loadRows('49099', all, { acceptance: 'VALID_ROWS' });
    expect(report).toMatchObject({ added: 0, rejected: 3 });
    expect(await totalOf('49099')).toEqual({ total: 70, lineCount: 1 });
  });

  it('are refused when one file says the section and the other does not', async () => {
    await loadRows('49328', ['100;enfance;PS Alsh;;']);
    expect(codesOf(await loadRows('49328', ['100;enfance;PS Alsh;fonctionnement;']))).toEqual([
      '2 ALREADY_COUNTED',
    ]);
    expect(await totalOf('49328')).toEqual({ total: 100, lineCount: 1 });
  });

  it('are said, and loaded, when they do not add up', async () => {
    const report = await loadRows('49176', ['10;;;;', '100;enfance;PS Alsh;;', '50;jeunesse;;;']);
    expect(report).toMatchObject({ isAccepted: true, added: 3 });
    expect(codesOf(report)).toEqual(['2 MAYBE_COUNTED_TWICE']);
    const later = await loadRows('49176', ['60;parentalité;;;']);
    expect(codesOf(later)).toEqual(['2 MAYBE_COUNTED_TWICE']);
    expect(later.problems[0]?.message).toContain(
      'sans secteur ni ligne de financement, à côté de 3 montants plus détaillés (210\u00a0€)',
    );
  });

  it('are no concern between years, natures, operators that differ, amounts set aside or of zero', async () => {
    await loadRows('49214', ['100;enfance;PS Alsh;;']);
    const others = [
      '49214;2023;réel;100;;;;',
      '49214;2024;prévisionnel;100;;;;',
      '49214;;réel;100;;;;',
      '49214;2024;réel;0;;;;',
      '49214;2024;réel;7;enfance;PS Alsh;;Une association',
      '49214;2024;réel;100;jeunesse|parentalité;;;',
    ];
    const report = await hub.load(subsidies, [header, ...others], whole);
    expect(report).toMatchObject({ added: 6 });
    expect(codesOf(report)).toEqual(['7 SECTORS_NOT_SPLIT']);
  });

  it('are told when the base holds them under another identifier, and not when the file brings both', async () => {
    const named = 'identifiant;code insee;exercice;nature;montant;secteur';
    const load = (...lines: string[]) => hub.load(subsidies, [named, ...lines], whole);
    const row = (key: string, cents = '777', sector = 'enfance') =>
      `${key};49100;2024;réel;${cents};${sector}`;
    const { revision } = await load(row('A1'), row('A2'));
    const other = await load(row('B1'), row('A2'), row('B2', '778'), row('B3', '777', 'jeunesse'));
    expect(codesOf(other)).toEqual(['2 SAME_AMOUNT_KNOWN']);
    expect(other.problems[0]?.message).toContain(`(chargement n° ${revision})`);
    expect(other).toMatchObject({ added: 3, unchanged: 1 });
    expect(codesOf(await load(row('A1'), row('B1'), row('A2')))).toEqual([]);
  });
});
