import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../src/ingestion/datasets/progress.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { loadWithin } from '../../src/ingestion/load.js';
import { TerritoryIndex } from '../../src/ingestion/territories/territory-index.js';
import { fileOf, openHub, type TestHub } from '../hub.js';

const conventionLines = [
  'référence;territoire;forme;département;codes insee des communes;signataires;année de début;thématiques',
  'A-1;Baugé;commune;49;49018;Commune de Baugé-en-Anjou|Caf de Maine-et-Loire|31 communes|MSA;2024;petite enfance|santé',
];

describe('loading', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
  });
  afterAll(() => hub.close());

  it('takes French headers, and the same file twice changes nothing', async () => {
    const first = await hub.load(conventions, conventionLines);
    expect(first).toMatchObject({
      revision: 2,
      rowsRead: 1,
      added: 1,
      changed: 0,
      unchanged: 0,
      problems: [],
    });
    const again = await hub.load(conventions, conventionLines);
    expect(again).toMatchObject({ revision: null, added: 0, changed: 0, unchanged: 1 });
    const { data } =
      await hub.ask(`{ hub { revision } convention(reference: "A-1") { lineage: generations { reference } themes { theme words }
      signatories { name kind count territory { code } } source { line batch { revision fileName author sha256 } } } }`);
    expect(data.hub.revision).toBe(2);
    expect(data.convention.signatories).toEqual([
      { name: 'Commune de Baugé-en-Anjou', kind: 'COMMUNE', count: 1, territory: { code: '49018' } },
      { name: 'Caf de Maine-et-Loire', kind: 'CAF', count: 1, territory: null },
      { name: '31 communes', kind: 'COMMUNE', count: 31, territory: null },
      { name: 'MSA', kind: 'MSA', count: 1, territory: null },
    ]);
    expect(data.convention.themes).toEqual([
      { theme: 'EARLY_CHILDHOOD', words: 'petite enfance' },
      { theme: 'OTHER', words: 'santé' },
    ]);
    expect(data.convention.source).toMatchObject({
      line: 2,
      batch: { revision: 2, fileName: 'conventions.csv', author: 'tests' },
    });
  });

  it('changes what differs, children included, under a new revision', async () => {
    const changed = conventionLines.map((line) => line.replace('|MSA', ''));
    expect(await hub.load(conventions, changed)).toMatchObject({
      revision: 3,
      added: 0,
      changed: 1,
      unchanged: 0,
    });
    const { data } = await hub.ask('{ convention(reference: "A-1") { signatories { name } } }');
    expect(data.convention.signatories).toHaveLength(3);
  });

  it('reports every problem with its line, column, code and a French sentence, and loads the rest', async () => {
    const report = await hub.load(subsidies, [
      'amount_id,territory_kind,territory_code,year_start,year_end,amount,unit,flow,sector,nature,precision,periodicity,funding_line,couleur',
      'ok,commune,49018,2023,2023,10,EUR,,,réel,,,,',
      'ok,commune,49018,2023,2023,11,EUR,,,réel,,,,',
      'x1,commune,1004,2023,2023,10,EUR,,,réel,,,,',
      'x2,commune,,2023,2023,10,EUR,,,réel,,,,',
      'x3,canton,49018,2023,2023,10,EUR,,,réel,,,,',
      'x4,commune,49018,23,2023,dix,EUR,,,réel,,,,',
      'x5,commune,49018,2023,2022,10,EUR,,,réel,,,,',
      'x6,commune,49018,2023,2023,1.234,EUR,,,réel,,,,',
      'x7,commune,49018,2023,2023,10,percent,,,réel,,,,',
      'x8,commune,49018,2023,2023,10,EUR,prestation_legale,,réel,,,,',
      'x9,commune,49018,2023,2023,10,EUR,,cantine,réel,,,,',
      'x10,commune,49018,2023,2023,10,EUR,,,vrai,,,,',
      'x11,commune,49018|49021,2023,2023,10,EUR,,,réel,,,,',
      'x12,commune,49018,2023,2023,10,EUR,,,réel,,,Total petite enfance,',
      'x13,commune,49018',
      ',commune,49018,2023,2023,10,EUR,,,réel,,,,',
    ]);
    expect(report).toMatchObject({ rowsRead: 16, added: 2, rejected: 14 });
    expect(report.problems.map(({ line, column, code }) => [line, column, code])).toEqual([
      [1, 'couleur', 'UNKNOWN_COLUMN'],
      [3, null, 'DUPLICATE_KEY'],
      [4, 'territory_code', 'LEADING_ZERO_LOST'],
      [5, 'territory_code', 'MISSING_VALUE'],
      [6, 'territory_kind', 'UNKNOWN_WORD'],
      [7, 'year_start', 'INVALID_YEAR'],
      [7, 'amount', 'INVALID_AMOUNT'],
      [8, 'year_end', 'YEARS_REVERSED'],
      [9, 'amount', 'AMBIGUOUS_AMOUNT'],
      [10, 'unit', 'NOT_IN_EUROS'],
      [11, 'flow', 'NOT_A_SUBSIDY'],
      [12, 'sector', 'UNKNOWN_WORD'],
      [13, 'nature', 'UNKNOWN_WORD'],
      [14, 'territory_code', 'SEVERAL_TERRITORIES'],
      [15, null, 'TOTAL_LINE'],
      [16, 'amount', 'MISSING_VALUE'],
    ]);
    expect(report.problems.find(({ line }) => line === 4)?.message).toContain('1004');
    const { data } = await hub.ask('{ batches(first: 1) { nodes { rejected problems { line message } } } }');
    expect(data.batches.nodes[0].rejected).toBe(14);
    expect(data.batches.nodes[0].problems).toHaveLength(16);
  });

  it('refuses a convention that ends before it starts, or names a commune that does not exist', async () => {
    const report = await hub.load(conventions, [
      'convention_ref,territory_name,kind,departement_code,start_date,end_date,member_insee',
      'Z-1,Z,commune,49,2024-01-01,2023-12-31,49018',
      'Z-2,Z,commune,49,2024-02-31,,49018',
      'Z-3,Z,commune,49,,,4901',
      'Z-4,Z,commune,999,,,49018',
      'Z-5,Z,hameau,49,,,49018',
    ]);
    expect(report).toMatchObject({ revision: null, added: 0, rejected: 5 });
    expect(report.problems.map(({ code }) => code)).toEqual([
      'END_BEFORE_START',
      'INVALID_DATE',
      'UNKNOWN_TERRITORY',
      'UNKNOWN_TERRITORY',
      'UNKNOWN_WORD',
    ]);
  });

  it('knows a missing column before it reads a row', async () => {
    const report = await hub.load(planNodes, ['objective_id,level,title', 'E1,enjeu,Un']);
    expect(report).toMatchObject({ revision: null, added: 0 });
    expect(report.problems).toMatchObject([{ line: 1, column: 'référence', code: 'MISSING_COLUMN' }]);
  });

  it('keeps the words of a status that it does not know, and dates one by the year that it carries', async () => {
    const report = await hub.load(planNodes, [
      'objective_id,convention_ref,level,title,parent_title,status,echeance',
      'a,A-1,action,Un,,réalisé (2024),2025-01 (possible start)',
      'b,A-1,action,Deux,,projet,',
      'c,A-1,action,Trois,,réalisé (stated as set up),',
      'd,A-1,action,Quatre,Inconnu au bataillon,,2025',
      'e,A-1,action,Cinq,Six,,',
      'f,A-1,action,Six,Cinq,,',
      'g,A-9,action,Sept,,,',
    ]);
    expect(report.problems.map(({ line, code }) => [line, code])).toEqual([
      [2, 'UNCERTAIN_DUE_DATE'],
      [3, 'UNKNOWN_STATUS'],
      [4, 'UNDATED_STATUS'],
      [5, 'UNKNOWN_PARENT'],
      [6, 'PARENT_CYCLE'],
      [7, 'PARENT_CYCLE'],
      [8, 'UNKNOWN_CONVENTION'],
    ]);
    const { data } = await hub.ask(
      '{ convention(reference: "A-1") { planNodes { nodes { code dueOn dueWords status(on: "2025-01-01") progress { observedOn observedPrecision status statusWords } } } } }',
    );
    expect(data.convention.planNodes.nodes).toEqual([
      {
        code: 'a',
        dueOn: null,
        dueWords: '2025-01 (possible start)',
        status: 'COMPLETED',
        progress: [
          {
            observedOn: '2024-12-31',
            observedPrecision: 'YEAR',
            status: 'COMPLETED',
            statusWords: 'réalisé (2024)',
          },
        ],
      },
      {
        code: 'b',
        dueOn: null,
        dueWords: null,
        status: 'UNKNOWN',
        progress: [{ observedOn: null, observedPrecision: null, status: 'UNKNOWN', statusWords: 'projet' }],
      },
      {
        code: 'c',
        dueOn: null,
        dueWords: null,
        status: 'UNKNOWN',
        progress: [
          {
            observedOn: null,
            observedPrecision: null,
            status: 'COMPLETED',
            statusWords: 'réalisé (stated as set up)',
          },
        ],
      },
      { code: 'd', dueOn: '2025-12-31', dueWords: '2025', status: 'UNKNOWN', progress: [] },
    ]);
    const unknown = await hub.load(progress, [
      'convention_ref,objective_id,status,status_date',
      'A-1,zz,en cours,2025-01-01',
    ]);
    expect(unknown.problems).toMatchObject([{ line: 2, code: 'UNKNOWN_NODE' }]);
  });

  it('leaves nothing of a batch when its transaction fails after it has landed', async () => {
    const state = () =>
      rows(
        hub.database.fork(),
        'state',
        sql`select (select count(*)::int from batch) as b, (select count(*)::int from convention) as c`,
      );
    const before = await state();
    const landed: unknown[] = [];
    await expect(
      hub.database.fork().transactional(async (em) => {
        const content = [conventionLines[0], 'K-1;Cholet;commune;49;49099;;2024;'].join('\n');
        const file = fileOf('k.csv', content);
        const request = { dataset: conventions, file, author: 'tests', demonstration: false };
        landed.push((await loadWithin(em, request, await TerritoryIndex.current(em))).added);
        throw new Error('the process dies here');
      }),
    ).rejects.toThrow('the process dies here');
    expect(landed).toEqual([1]);
    expect(await state()).toEqual(before);
  });

  it('loads two files at once one after the other, each with its own revision', async () => {
    const line = (reference: string) => [
      conventionLines[0] ?? '',
      `${reference};Cholet;commune;49;49099;;2024;`,
    ];
    const reports = await Promise.all([
      hub.load(conventions, line('M-1')),
      hub.load(conventions, line('M-2')),
      hub.load(conventions, line('M-3')),
    ]);
    const revisions = reports.map(({ revision }) => revision ?? 0).toSorted((a, b) => a - b);
    expect(reports.map(({ added }) => added)).toEqual([1, 1, 1]);
    expect(revisions).toEqual([revisions[0], (revisions[0] ?? 0) + 1, (revisions[0] ?? 0) + 2]);
  });

  it('refuses what could not be stored, or could not be told apart', async () => {
    const report = await hub.load(conventions, [
      'convention_ref,territory_name,kind,departement_code,member_insee',
      `${'X'.repeat(61)},Trop long,commune,49,49018`,
      'X/1,Barre,commune,49,49018',
      'X-2,Nul\u0000,commune,49,49018',
    ]);
    expect(report.problems.map(({ line, code }) => [line, code])).toEqual([
      [2, 'INVALID_IDENTIFIER'],
      [3, 'INVALID_IDENTIFIER'],
      [4, 'INVALID_TEXT'],
    ]);
    const twice = await hub.load(progress, [
      'convention_ref,objective_id,status,status_date',
      'A-1,a,réalisé (2025),',
      'A-1,a,en cours,2025-12-31',
    ]);
    expect(twice).toMatchObject({ added: 1, rejected: 1, problems: [{ line: 3, code: 'DUPLICATE_KEY' }] });
  });

  it('takes no successor for a commune that was split', async () => {
    const report = await hub.load(conventions, [
      'convention_ref,territory_name,kind,departement_code,member_insee',
      'Y-1,Partagée,commune,55,55273',
    ]);
    expect(report.problems).toMatchObject([{ code: 'COMMUNE_SPLIT', rejects: true }]);
    const { errors } = await hub.ask('{ commune(code: "55273") { name } }');
    expect(errors?.[0]).toMatchObject({
      extensions: { code: 'AMBIGUOUS_COMMUNE' },
      message: expect.stringMatching(/partagée entre .+ \(55245\) et .+ \(55386\)/),
    });
  });
});
