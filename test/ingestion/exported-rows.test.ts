import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../../src/ingestion/dataset.js';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { datasets } from '../../src/ingestion/datasets/datasets.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../src/ingestion/datasets/progress.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { exportPage } from '../../src/ingestion/exporting/export-page.js';
import { openHub, type TestHub } from '../hub.js';
import { awkward } from './awkward-rows.js';
import { allRows, fileLines } from './exported.js';

describe('rows', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
    for (const [dataset, lines] of awkward) {
      const { problems } = await hub.load(dataset, lines);
      expect(problems.filter(({ rejects }) => rejects)).toEqual([]);
    }
  });
  afterAll(() => hub.close());

  /** Cells of the rows of a territory, by header; empty ones left out. */
  async function cellsOf(dataset: Dataset, territoryId: string) {
    const names = Object.keys(dataset.columns);
    const exported = await allRows(hub, dataset, territoryId, 2);
    return exported.map(({ cells }) =>
      Object.fromEntries(names.map((name, index) => [name, cells[index]]).filter(([, cell]) => cell !== '')),
    );
  }

  it('say what the source said: codes, order, precision, words', async () => {
    expect(await cellsOf(conventions, 'department:49')).toEqual([
      {
        reference: 'A-1',
        title: 'Ex "Baugeois" ; est',
        scale: 'groupe de communes',
        lineage: 'baugeois',
        department: '49',
        startYear: '2024',
        endDate: '2028-12-31',
        signedOn: '2024-03-02',
        signatories: 'MSA | Commune de Mazé-Milon | Caf | Caf',
        memberNames: 'Baugé-en-Anjou | Brissac Loire Aubance | Mazé-Milon',
        members: '49018 | 49001 | 49194',
        themes: 'santé | petite enfance',
        notes: '- deux lignes\nde remarques',
        sourceUrl: 'https://exemple.fr/a',
        hubKey: 'A-1',
        hubRevision: '2',
      },
      expect.objectContaining({
        reference: 'B-1',
        sirens: '244900882',
        startDate: '2024-01-01',
        hubKey: 'B-1',
      }),
    ]);
    expect((await cellsOf(conventions, 'department:49'))[1]).not.toHaveProperty('members');
    expect(await cellsOf(amendments, 'department:49')).toEqual([
      expect.objectContaining({
        number: '1',
        effectiveMonth: '2025-06',
        communesAdded: '49007',
        hubKey: 'A-1/1',
      }),
      expect.objectContaining({ number: '2', effectiveOn: '2026-01-01', communesRemoved: '49018' }),
      expect.objectContaining({ number: '10', endDate: '2030-12-31' }),
    ]);
    const plan = await cellsOf(planNodes, 'department:49');
    expect(plan.map(({ code, parent, due }) => [code, parent, due])).toEqual([
      ['2.1', undefined, undefined],
      ['2-1', undefined, undefined],
      ['10', '2-1', '2025-01 (début possible)'],
      ['9', '2.1', undefined],
    ]);
    const entries = await cellsOf(progress, 'department:49');
    expect(
      entries.map(({ code, status, observedOn, percent }) => [code, status, observedOn, percent]),
    ).toEqual([
      ['10', 'réalisé (2023)', undefined, undefined],
      ['10', 'En cours', '2024-12-31', '45 %'],
      ['10', 'on verra', undefined, undefined],
    ]);
    const amounts = await cellsOf(subsidies, 'department:49');
    expect(amounts.map(({ kind, code, amount, reference }) => [kind, code, amount, reference])).toEqual(
      expect.arrayContaining([
        ['commune', '49018', '-12,05', undefined],
        ['commune', '49018', '1000', 'S-1'],
        ['EPCI', '244900882', '780552,25', undefined],
        ['département', '49', '5000', undefined],
      ]),
    );
  });

  it.each(datasets)('$title that are awkward read back change nothing', async (dataset) => {
    const exported = await allRows(hub, dataset, 'department:49', 3);
    expect(exported.length).toBeGreaterThan(1);
    const report = await hub.load(dataset, fileLines(dataset, exported), { acceptance: 'ALL_OR_NOTHING' });
    expect(report).toMatchObject({ added: 0, changed: 0, removed: 0, unchanged: exported.length });
  });

  it('are those of a territory and of what lies in it', async () => {
    const count = async (dataset: Dataset, territoryId: string) =>
      (await exportPage(hub.database.fork(), dataset, territoryId, { first: 1, after: null })).totalCount;
    const territories = [
      'commune:49018',
      'commune:49007',
      'epci:244900882',
      'department:49',
      'region:52',
      'department:44',
    ];
    const counts = async (dataset: Dataset) => Promise.all(territories.map((id) => count(dataset, id)));
    // 49007 is covered by an amendment of A-1, and 49018 is of the EPCI of B-1.
    expect(await counts(conventions)).toEqual([2, 1, 2, 2, 2, 0]);
    expect(await counts(subsidies)).toEqual([2, 1, 4, 6, 7, 1]);
    const { rows: ofYear } = await exportPage(hub.database.fork(), subsidies, 'department:49', {
      first: 10,
      after: null,
      fiscalYear: 2024,
    });
    expect(ofYear).toHaveLength(3);
  });

  it('are asked for by the public code of a territory, and a wrong question is told so', async () => {
    const ask = (dataset: string, kind: string, code: string, rest = '') =>
      hub.ask(
        `{ datasetRows(dataset: ${dataset}, territory: { kind: ${kind}, code: "${code}" }${rest}) { totalCount } }`,
      );
    // A commune of yesterday leads to the one of today.
    expect((await ask('CONVENTIONS', 'COMMUNE', '49001')).data.datasetRows.totalCount).toBe(1);
    expect(
      (await ask('SUBSIDIES', 'DEPARTMENT', '49', ', fiscalYear: 2024')).data.datasetRows.totalCount,
    ).toBe(3);
    const codes = [
      await ask('CONVENTIONS', 'COMMUNE', '99999'),
      await ask('CONVENTIONS', 'EPCI', '1'),
      await ask('CONVENTIONS', 'COUNTRY', '49'),
      await ask('CONVENTIONS', 'REGION', '52', ', first: 1001'),
      await ask('CONVENTIONS', 'REGION', '52', ', after: "eA"'),
    ].map(({ errors }) => errors?.[0]?.extensions.code);
    expect(codes).toEqual([
      'UNKNOWN_COMMUNE',
      'UNKNOWN_EPCI',
      'BAD_USER_INPUT',
      'INVALID_PAGE_SIZE',
      'INVALID_CURSOR',
    ]);
  });

  it('have columns that the API declares, without those that only this hub understands', async () => {
    const { data } = await hub.ask(`{
      datasets { name title canReplaceYear columns { header frenchHeader otherHeaders kind isRequired choices } }
      datasetRows(dataset: AMENDMENTS, territory: { kind: REGION, code: "52" }) { columns nodes { cells } }
    }`);
    expect(data.datasets.map(({ name }: { name: string }) => name)).toEqual(datasets.map(({ name }) => name));
    const declared = data.datasets.find(({ name }: { name: string }) => name === 'AMENDMENTS');
    expect(declared.canReplaceYear).toBe(false);
    expect(declared.columns[2]).toEqual({
      header: 'kind',
      frenchHeader: 'nature',
      otherHeaders: ['objet'],
      kind: 'CHOICE',
      isRequired: true,
      choices: ['prolongation', 'signataire', 'périmètre', 'contenu'],
    });
    const { columns, nodes } = data.datasetRows;
    expect(columns).toEqual(declared.columns.map(({ header }: { header: string }) => header));
    expect(columns).not.toContain('hub_key');
    expect(nodes[0].cells).toHaveLength(columns.length);
  });
});
