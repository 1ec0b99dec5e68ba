import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { openHub, type TestHub } from '../hub.js';
import { loadPlans } from '../plan/table-fixture.js';

/** A table in which nothing is counted says which of its arguments is the reason. */
describe('tables that count nothing', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    await loadPlans(hub);
    const report = await hub.load(subsidies, [
      'code insee ou siren;exercice;nature;secteur;montant',
      '49018;2023;réel;enfance;100',
      '49018;2023;;enfance;70',
    ]);
    expect(report).toMatchObject({ added: 2, rejected: 0 });
  });
  afterAll(() => hub.close());

  const ask = async (asked: string) => {
    const { data, errors, queries } = await hub.ask(`{ told: ${asked} }`);
    expect(errors).toBeUndefined();
    return { ...data.told, queries };
  };
  const in49 = 'within: { kind: DEPARTMENT, code: "49" }';
  const paris = 'territories: [{ kind: COMMUNE, code: "75056" }]';
  const bauge = 'territories: [{ kind: COMMUNE, code: "49018" }]';
  const outside = expect.stringContaining('« territories » sont hors de « within »');

  it.each([`nature: UNKNOWN, by: []`, 'natures: [UNKNOWN], by: [NATURE]'])(
    'say of amounts without a nature where they are read: %s',
    async (args) => {
      const found = await ask(
        `subsidyTable(${in49}, fiscalYears: [2023], ${args}) { total { amount } totalState totalHint }`,
      );
      expect(found).toMatchObject({
        total: null,
        totalState: 'NOT_APPLICABLE',
        totalHint: expect.stringContaining('par « setAside »'),
      });
    },
  );

  it('say the same on a territory, whose amounts without a nature are there', async () => {
    const { subsidies: found } = await ask(
      'commune(code: "49018") { subsidies(fiscalYear: 2023, nature: UNKNOWN) { state hint setAside { totalCount } } }',
    );
    expect(found.setAside.totalCount).toBe(1);
    expect(found.hint).toContain('par « setAside »');
    expect(found.hint).not.toContain('communiqué');
  });

  it('say the same of the territories of a level, and name the nature that nothing is known in', async () => {
    const asked = (args: string) =>
      ask(
        `subsidiesByTerritory(level: COMMUNE, fiscalYear: 2023, ${args}) { state hint total { state hint } }`,
      );
    for (const { hint } of [await asked('nature: UNKNOWN'), (await asked('nature: UNKNOWN')).total]) {
      expect(hint).toContain('les montants sans nature sont écartés.');
      expect(hint).not.toContain('communiqué');
    }
    expect(await asked('nature: FORECAST')).toMatchObject({
      state: 'NOT_REPORTED',
      hint: 'Aucun montant (prévisionnel) communiqué pour 2023 à ce niveau : c’est inconnu, ce n’est pas zéro.',
      total: {
        state: 'NOT_REPORTED',
        hint: 'Aucun montant (prévisionnel) communiqué pour 2023 : c’est inconnu, ce n’est pas zéro.',
      },
    });
    expect(await asked('nature: REAL')).toMatchObject({
      state: 'REPORTED',
      hint: null,
      total: { hint: null },
    });
  });

  it('say that the territories of subsidies are elsewhere', async () => {
    const asked = (filter: string) =>
      ask(`subsidyTable(${in49}, fiscalYears: [2023], by: [], ${filter}) { totalState totalHint }`);
    expect(await asked(paris)).toMatchObject({ totalState: 'NOT_APPLICABLE', totalHint: outside });
    expect(await asked(bauge)).toMatchObject({ totalState: 'REPORTED', totalHint: null });
    // Within, and nothing is known of it: that is another reason.
    const unknown = await asked('territories: [{ kind: COMMUNE, code: "49007" }]');
    expect(unknown).toMatchObject({
      totalState: 'NOT_REPORTED',
      totalHint: expect.stringContaining('inconnu'),
    });
  });

  it.each(['coverageTable', 'completionTable'])(
    'say that the territories of %s are elsewhere',
    async (table) => {
      const asked = (filter: string) =>
        ask(`${table}(${in49}, on: ["2025-12-31"], by: [], ${filter}) { hint }`);
      expect((await asked(paris)).hint).toEqual(outside);
      const { hint, queries } = await asked(bauge);
      expect(hint).toBeNull();
      expect(queries).not.toContain('areOutside');
    },
  );

  it.each([
    ['C touches it', 'DEPARTMENT, code: "44"', 'C', null],
    ['A is elsewhere', 'DEPARTMENT, code: "44"', 'A', 'Aucune des conventions demandées par « conventions »'],
    ['F has ended', 'DEPARTMENT, code: "49"', 'F', 'Aucune des conventions demandées par « conventions »'],
  ])('say what conventions that are named count: %s', async (_, kind, reference, hint) => {
    const found = await ask(
      `completionTable(within: { kind: ${kind} }, conventions: ["${reference}"], on: ["2025-12-31"], by: []) { totals { conventions hint } }`,
    );
    expect(found.totals).toEqual([
      { conventions: hint === null ? 1 : 0, hint: hint === null ? null : expect.stringContaining(hint) },
    ]);
  });
});
