import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import type { Dataset } from '../../src/ingestion/dataset.js';
import { amendments } from '../../src/ingestion/datasets/amendments.dataset.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { datasets as allDatasets } from '../../src/ingestion/datasets/datasets.js';
import { indicators } from '../../src/ingestion/datasets/indicators.dataset.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../src/ingestion/datasets/progress.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { exportPage } from '../../src/ingestion/exporting/export-page.js';
import type { ExportedRow } from '../../src/ingestion/exporting/exported-row.js';
import { openHub, type TestHub } from '../hub.js';

// Neither base has indicators: their own test reads them back.
const datasets = allDatasets.filter((dataset) => dataset !== indicators);

const line = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';');

/** Every row of a territory, read page by page. */
async function allRows(hub: TestHub, dataset: Dataset, territoryId: string, first = 1_000) {
  const found: ExportedRow[] = [];
  let after: string | null = null;
  for (;;) {
    const page = await exportPage(hub.database.fork(), dataset, territoryId, { first, after });
    found.push(...page.rows);
    if (!page.hasNextPage) {
      expect(found).toHaveLength(page.totalCount);
      return found;
    }
    after = page.endCursor;
  }
}

/** The rows as a file. */
const fileLines = ({ columns }: Dataset, exported: readonly ExportedRow[]): string[] => [
  line(Object.values<{ headers: readonly string[] }>(columns).map(({ headers }) => headers[0] ?? '')),
  ...exported.map(({ cells }) => line(cells)),
];

/** The rows of the country as another hub pulls them, as a file. */
async function rowsOverHttp(hub: TestHub, { name }: Dataset): Promise<string[]> {
  const lines: string[] = [];
  let after: string | null = null;
  for (;;) {
    const { data, errors } = await hub.ask(
      `query ($dataset: DatasetName!, $after: String) {
        datasetRows(dataset: $dataset, territory: { kind: COUNTRY, code: "FR" }, first: 700, after: $after) {
          columns totalCount nodes { cells } pageInfo { hasNextPage endCursor } } }`,
      { dataset: name, after },
    );
    expect(errors).toBeUndefined();
    const { columns, totalCount, nodes, pageInfo } = data.datasetRows;
    if (after === null) lines.push(line(columns));
    lines.push(...nodes.map(({ cells }: ExportedRow) => line(cells)));
    if (!pageInfo.hasNextPage) {
      expect(lines).toHaveLength(totalCount + 1);
      return lines;
    }
    after = pageInfo.endCursor;
  }
}

/** Ready questions whose answers must not depend on where the rows came from. */
const figures = [
  '01-couverture-departement',
  '02-couverture-epci',
  '03-communes-sans-ctg',
  '04-fins-prochaines',
  '09-subventions-departement',
  '10-subventions-epci',
  '11-montants-ecartes',
  '13-avancement-departement',
  '14-avancement-dans-le-temps',
];
const questionOf = (name: string) => readFileSync(`questions/${name}.graphql`, 'utf8');

const tables = [
  ['convention', 'reference'],
  ['signatory', 'convention_reference, position'],
  ['convention_theme', 'convention_reference, position'],
  ['convention_territory', 'convention_reference, territory_id'],
  ['perimeter_member', 'convention_reference, territory_id, stay'],
  ['amendment', 'convention_reference, number'],
  ['plan_node', 'id'],
  ['progress_entry', 'id'],
  ['subsidy', 'reference'],
] as const;

/** All that a table holds, but the file and the batch that brought it. */
async function contentOf(hub: TestHub, table: string, key: string) {
  const found = await rows(
    hub.database.fork(),
    'contentOf',
    sql<{ content: Record<string, unknown> }>`
      select to_jsonb(t) - 'batch_revision' - 'source_sheet' - 'source_line' - 'position' as content
      from ${sql.table(table)} t order by ${sql.raw(key)}`,
  );
  return found.map(({ content }) => content);
}

/** Plans in the order of their authors. */
const planOrder = (hub: TestHub) =>
  rows(
    hub.database.fork(),
    'planOrder',
    sql`select id from plan_node order by convention_reference, position, id`,
  );

describe.each(['demonstration', 'facts'] as const)('rows of the %s base', (content) => {
  let hub: TestHub;
  let other: TestHub;
  beforeAll(async () => {
    hub = await openHub(content);
    other = await openHub('france');
  });
  afterAll(async () => {
    await hub.close();
    await other.close();
  });
  const options = { demonstration: content === 'demonstration', acceptance: 'ALL_OR_NOTHING' } as const;

  it.each(datasets)('$title read back change nothing', async (dataset) => {
    const exported = await allRows(hub, dataset, 'country:FR');
    const report = await hub.load(dataset, fileLines(dataset, exported), options);
    expect(report.problems.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
    expect(report).toMatchObject({
      rowsRead: exported.length,
      added: 0,
      changed: 0,
      removed: 0,
      unchanged: exported.length,
      revision: null,
    });
  });

  it('make the same base elsewhere', async () => {
    for (const dataset of datasets) {
      const exported = await rowsOverHttp(hub, dataset);
      const report = await other.load(dataset, exported, options);
      expect(report).toMatchObject({ added: exported.length - 1, isAccepted: true });
    }
    for (const [table, key] of tables) {
      expect(await contentOf(other, table, key), table).toEqual(await contentOf(hub, table, key));
    }
    expect(await planOrder(other)).toEqual(await planOrder(hub));
    for (const name of figures) {
      const here = await hub.ask(questionOf(name));
      expect(here.errors, name).toBeUndefined();
      expect((await other.ask(questionOf(name))).data, name).toEqual(here.data);
    }
  });
});

/** What is easily lost on the way to a file and back. */
const awkward: readonly (readonly [Dataset, readonly string[]])[] = [
  [
    conventions,
    [
      'référence;territoire;forme;lignée;département;codes insee des communes;siren;signataires;année de début;date de début;date de fin;date de signature;thématiques;notes;lien',
      'A-1;"Ex ""Baugeois"" ; est";groupe de communes;baugeois;49;49018|49001|49194;;MSA|Commune de Mazé-Milon|Caf|Caf;2024;;31/12/2028;02/03/2024;santé|petite enfance;"- deux lignes\nde remarques";https://exemple.fr/a',
      'B-1;Baugeois Vallée;EPCI;;49;;244900882;;;01/01/2024;;;;;',
    ],
  ],
  [
    amendments,
    [
      "référence;numéro;nature;mois d'effet;date d'effet;nouvelle année de fin;communes ajoutées;communes retirées;résumé",
      'A-1;1;périmètre;06/2025;;;49007;;Angers entre',
      'A-1;2;périmètre;;01/01/2026;;;49018;Baugé sort',
      'A-1;10;prolongation;;01/02/2026;2030;;;Deux ans de plus',
    ],
  ],
  [
    planNodes,
    [
      'référence;code;niveau;intitulé;parent;échéance',
      'A-1;2.1;Objectif;Accueillir;;',
      'A-1;2-1;Objectif;Accueillir;;',
      'A-1;10;Action;Ouvrir;2-1;2025-01 (début possible)',
      'A-1;9;Action;Ouvrir;2.1;',
    ],
  ],
  [
    progress,
    [
      "référence;code;état;date de l'état;percent",
      'A-1;10;réalisé (2023);;',
      'A-1;10;En cours;31/12/2024;45 %',
      'A-1;10;on verra;;',
    ],
  ],
  [
    subsidies,
    [
      'identifiant;type de territoire;code;exercice;dernière année;montant;secteur;ligne;nature;précision;périodicité;gestionnaire',
      ';;49018;2024;;-12,05;;Aide inventée;réel (attribué);approx;;Les Petits',
      'S-1;;49018;2023;;1 000;petite enfance;;prévision;exact plafond;annuel;',
      ';;244900882;2024;;780 552,25;petite enfance|jeunesse;;réel;;;',
      ';;244900882;2022;2024;3;;;;;cumulé;',
      ';département;49;2024;;5 000;;;;au moins;;',
      ';;49007;2023;;7;;;décision;;ponctuel;',
      ';;44109;2023;;8;;;réel;;;',
    ],
  ],
];

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
});
