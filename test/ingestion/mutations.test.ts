import { getNullableType, isInputObjectType, isListType, isNonNullType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graphql/schema.js';
import { resolvers } from '../../src/hub.js';
import type { Columns } from '../../src/ingestion/columns/column.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../src/ingestion/datasets/progress.dataset.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { openHub, type TestHub } from '../hub.js';
import { digestBase } from './dump.js';

const recordSubsidies = `mutation ($input: [SubsidyInput!]!, $dryRun: Boolean! = false, $strategy: LoadStrategy! = ADD_AND_UPDATE,
    $acceptance: Acceptance! = ALL_OR_NOTHING, $author: String! = "Nadia") {
  recordSubsidies(input: $input, dryRun: $dryRun, strategy: $strategy, acceptance: $acceptance, author: $author) {
    isAccepted isDryRun dataset fileName revision rowsRead added changed unchanged removed rejected
    problemCounts { errors warnings infos }
    problems { sheet line column letter code severity rejects value suggestion message }
    groups { count lines problem { code } }
    changes { kind label title fields { label before after } }
    impact { territoryName label unit before after }
    batch { revision kind dataset strategy acceptance author fileName removed isUndoable }
  } }`;

const amount = (code: string, euros: number, more: Record<string, unknown> = {}) => ({
  code,
  yearFrom: 2023,
  amount: euros,
  nature: 'réel',
  sectors: ['jeunesse'],
  ...more,
});

describe('mutations', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west');
    await hub.load(conventions, [
      'convention_ref;territory_name;kind;departement_code;member_insee;start_year;end_year',
      'A-1;Baugé;commune;49;49018;2020;2090',
    ]);
    await hub.load(planNodes, ['objective_id;convention_ref;level;title', 'a;A-1;action;Un']);
  });
  afterAll(() => hub.close());

  it('takes rows whose names, types and words are those of the declarations', async () => {
    const schema = await createSchema([...resolvers]);
    const kinds: Record<string, string> = {
      DATE: 'Date',
      AMOUNT: 'Euro',
      YEAR: 'Int',
      INTEGER: 'Int',
      PERCENT: 'Int',
      LIST: '[String!]',
    };
    for (const [name, { columns }, left] of [
      ['ActionProgressInput', progress, ['hubKey', 'hubRevision']],
      ['SubsidyInput', subsidies, ['hubKey', 'hubRevision', 'unit', 'flow']],
    ] as const) {
      const type = schema.getType(name);
      if (!isInputObjectType(type)) throw new Error(`${name} is no input`);
      const declared = Object.entries(columns as Columns).filter(
        ([column]) => !(left as readonly string[]).includes(column),
      );
      const fields = Object.values(type.getFields());
      expect(
        fields.map((field) => [field.name, String(getNullableType(field.type)), field.description]),
      ).toEqual(
        declared.map(([column, { kind, description }]) => [
          column,
          kinds[kind] ?? 'String',
          `${description}.`,
        ]),
      );
      expect(fields.map(({ type: each }) => isNonNullType(each))).toEqual(
        declared.map(([, { isRequired }]) => isRequired),
      );
      expect(fields.some(({ type: each }) => isListType(getNullableType(each)))).toBe(
        name === 'SubsidyInput',
      );
    }
  });

  it('records subsidies as a batch like any other, and leads from the amount to its line', async () => {
    const input = [amount('49018', 780_552.25, { operator: 'Familles rurales' }), amount('49228', 0.29)];
    const { data, errors } = await hub.ask(recordSubsidies, { input });
    expect(errors).toBeUndefined();
    const { batch, ...report } = data.recordSubsidies;
    expect(report).toMatchObject({
      isAccepted: true,
      isDryRun: false,
      dataset: 'SUBSIDIES',
      fileName: 'API',
      rowsRead: 2,
      added: 2,
      changed: 0,
      rejected: 0,
      problems: [],
      changes: [],
    });
    expect(batch).toEqual({
      revision: report.revision,
      kind: 'LOAD',
      dataset: 'subsidies',
      strategy: 'ADD_AND_UPDATE',
      acceptance: 'ALL_OR_NOTHING',
      author: 'Nadia',
      fileName: 'API',
      removed: 0,
      isUndoable: true,
    });
    const commune = await hub.ask(`{ commune(code: "49228") { subsidies(fiscalYear: 2023) {
      total amounts { nodes { amount source { sheet line batch { revision author } } } } } } }`);
    expect(commune.data.commune.subsidies).toEqual({
      total: 0.29,
      amounts: {
        nodes: [
          {
            amount: 0.29,
            source: { sheet: null, line: 2, batch: { revision: report.revision, author: 'Nadia' } },
          },
        ],
      },
    });
    const again = await hub.ask(recordSubsidies, { input });
    expect(again.data.recordSubsidies).toMatchObject({ revision: null, unchanged: 2, added: 0, batch: null });
  });

  it('rehearses: what would change, what it does to the département, and nothing is kept', async () => {
    const before = await digestBase(hub.database);
    const { data } = await hub.ask(recordSubsidies, {
      input: [amount('49018', 10), amount('49228', 5)],
      strategy: 'REPLACE_YEAR',
      dryRun: true,
    });
    expect(data.recordSubsidies).toMatchObject({
      isDryRun: true,
      revision: null,
      batch: null,
      added: 1,
      changed: 1,
      removed: 1,
      impact: [
        {
          territoryName: 'Maine-et-Loire (49)',
          label: 'Subventions réelles 2023',
          unit: 'EURO',
          before: 780_552.54,
          after: 15,
        },
      ],
    });
    expect(data.recordSubsidies.changes).toHaveLength(3);
    expect(data.recordSubsidies.changes).toContainEqual({
      kind: 'CHANGED',
      label: 'Subvention',
      title: 'Noyant-Villages (49228), 2023, réel, Jeunesse, Ligne non précisée',
      fields: [{ label: 'Montant', before: '0,29\u00a0€', after: '5\u00a0€' }],
    });
    expect(await digestBase(hub.database)).toEqual(before);
  });

  it('says every problem with the number of its row and the name of its value, and takes nothing', async () => {
    const input = [
      amount('49018', 1),
      amount('4901', 1),
      amount('49018', 1, { sectors: ['jeunes'], line: '=1' }),
    ];
    const { data } = await hub.ask(recordSubsidies, { input });
    expect(data.recordSubsidies).toMatchObject({
      isAccepted: false,
      revision: null,
      added: 0,
      rejected: 2,
      problemCounts: { errors: 3, warnings: 0, infos: 0 },
    });
    expect(
      data.recordSubsidies.problems.map((each: Record<string, unknown>) => [
        each.line,
        each.column,
        each.code,
        each.severity,
        each.suggestion,
      ]),
    ).toEqual([
      [2, 'code', 'UNKNOWN_TERRITORY', 'ERROR', null],
      [3, 'sectors', 'UNKNOWN_WORD', 'ERROR', 'Jeunesse'],
      [3, 'line', 'FORMULA_TEXT', 'ERROR', null],
    ]);
    const valid = await hub.ask(recordSubsidies, {
      input: input.slice(0, 2),
      acceptance: 'VALID_ROWS',
      dryRun: true,
    });
    expect(valid.data.recordSubsidies).toMatchObject({ isAccepted: true, changed: 0, added: 1, rejected: 1 });
  });

  it('records the progress of actions, lists what changed, and undoes it', async () => {
    const { data } = await hub.ask(
      `mutation ($input: [ActionProgressInput!]!) { recordActionProgress(input: $input, author: "Ali") {
        revision added problems { code } batch { changes { totalCount nodes { kind label title fields { field label before after } } } } } }`,
      {
        input: [
          {
            reference: 'A-1',
            code: 'a',
            status: 'réalisé',
            observedOn: '2024-06-30',
            percent: 100,
            comment: 'vu',
          },
        ],
      },
    );
    const { revision, added, batch } = data.recordActionProgress;
    expect(added).toBe(1);
    expect(batch.changes).toMatchObject({
      totalCount: 1,
      nodes: [{ kind: 'CREATED', label: 'État d’avancement', title: 'A-1/a, 30/06/2024' }],
    });
    expect(batch.changes.nodes[0].fields).toEqual(
      expect.arrayContaining([
        { field: 'status', label: 'État', before: null, after: 'réalisé' },
        { field: 'observed_on', label: 'Date de l’état', before: null, after: '30/06/2024' },
        { field: 'percent', label: 'Avancement', before: null, after: '100 %' },
      ]),
    );
    const undo = (dryRun: boolean) =>
      hub.ask(
        `mutation { undoBatch(revision: ${revision}, author: "Léa", dryRun: ${dryRun}) {
          isDryRun revision undone removed restored undoneBatch { isUndoable undoneBy { author kind undoes { revision } } } } }`,
      );
    expect((await undo(true)).data.undoBatch).toEqual({
      isDryRun: true,
      revision: null,
      undone: revision,
      removed: 1,
      restored: 0,
      undoneBatch: { isUndoable: true, undoneBy: null },
    });
    expect((await undo(false)).data.undoBatch).toEqual({
      isDryRun: false,
      revision: revision + 1,
      undone: revision,
      removed: 1,
      restored: 0,
      undoneBatch: { isUndoable: false, undoneBy: { author: 'Léa', kind: 'UNDO', undoes: { revision } } },
    });
    expect((await undo(false)).errors?.[0]?.extensions.code).toBe('BATCH_NOT_UNDOABLE');
  });

  it('finds batches by data set and author, and one by its number', async () => {
    const { data } = await hub.ask(`{
      all: batches { totalCount } loads: batches(dataset: SUBSIDIES, author: "nadia") { nodes { author dataset } }
      none: batches(author: "personne") { totalCount nodes { revision } } batch(revision: 2) { fileName fileSize } }`);
    expect(data.loads.nodes).toEqual([{ author: 'Nadia', dataset: 'subsidies' }]);
    expect(data.none).toEqual({ totalCount: 0, nodes: [] });
    expect(data.batch).toEqual({ fileName: 'conventions.csv', fileSize: 122 });
    const { errors } = await hub.ask('{ batch(revision: 999) { revision } }');
    expect(errors?.[0]?.extensions.code).toBe('UNKNOWN_BATCH');
  });

  it('pages through changes', async () => {
    const query = `query ($after: String) { batch(revision: 2) { changes(first: 2, after: $after) {
      totalCount nodes { label title } pageInfo { hasNextPage endCursor } } } }`;
    const seen: unknown[] = [];
    let after: string | null = null;
    do {
      const { data } = await hub.ask(query, { after });
      const { nodes, pageInfo, totalCount } = data.batch.changes;
      seen.push(...nodes);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
      if (after === null) expect(seen).toHaveLength(totalCount);
    } while (after !== null);
    expect(seen).toContainEqual({ label: 'Convention', title: 'A-1, Baugé' });
    expect(seen).toContainEqual({ label: 'Commune du périmètre', title: 'A-1, Baugé-en-Anjou (49018)' });
  });

  it.each([
    ['a number of three decimals', '0.001'],
    ['an exponent', '1e21'],
    ['a text that is no number', '"dix"'],
    ['French writing', '"780 552,25"'],
  ])('refuses %s as euros', async (_what, literal) => {
    const { errors } = await hub.ask(
      `mutation { recordSubsidies(author: "Nadia", input: [{ code: "49018", amount: ${literal} }]) { revision } }`,
    );
    expect(errors?.[0]?.message).toMatch(/n’est pas un montant en euros/);
    const variable = await hub.ask(recordSubsidies, { input: [amount('49018', JSON.parse(literal))] });
    expect(variable.errors?.[0]?.message).toMatch(/n’est pas un montant en euros/);
  });

  it.each([
    [{ input: [] }, 'BAD_USER_INPUT', /au moins une ligne/],
    [{ input: Array.from({ length: 501 }, () => amount('49018', 1)) }, 'LIST_TOO_LONG', /500 au plus/],
    [{ input: [amount('49018', 1)], author: ' ' }, 'TEXT_TOO_SHORT', /author/],
    [{ input: [amount('49018', 1)], author: 'x'.repeat(201) }, 'TEXT_TOO_LONG', /author/],
    [
      { input: [amount('49018', 1)], strategy: 'REPLACE_YEAR', acceptance: 'VALID_ROWS' },
      'REPLACE_NEEDS_ALL',
      /Remplacer un exercice/,
    ],
  ])('refuses %#', async (variables, code, message) => {
    const { errors } = await hub.ask(recordSubsidies, variables);
    expect(errors?.[0]).toMatchObject({ extensions: { code }, message: expect.stringMatching(message) });
  });
});

describe('a hub that takes no writing', () => {
  it('refuses every mutation, and answers queries', async () => {
    const hub = await openHub('west', { writing: 'CLOSED' });
    try {
      const schema = await createSchema([...resolvers]);
      expect(Object.keys(schema.getMutationType()?.getFields() ?? {}).toSorted()).toEqual(
        expect.arrayContaining(['recordActionProgress', 'recordSubsidies', 'undoBatch']),
      );
      for (const mutation of [
        'recordActionProgress(author: "Ali", input: [{ reference: "A", code: "a" }]) { revision }',
        'recordSubsidies(author: "Ali", input: [{ amount: 1 }]) { revision }',
        'undoBatch(author: "Ali", revision: 1) { revision }',
      ]) {
        const { errors } = await hub.ask(`mutation { ${mutation} }`);
        expect(errors?.[0]).toMatchObject({
          extensions: { code: 'WRITING_CLOSED' },
          message: expect.stringContaining('CTG_HUB_OPEN_WRITING=yes'),
        });
      }
      expect((await hub.ask('{ hub { revision } runningLoads { id } }')).data).toEqual({
        hub: { revision: 1 },
        runningLoads: [],
      });
    } finally {
      await hub.close();
    }
  });
});
