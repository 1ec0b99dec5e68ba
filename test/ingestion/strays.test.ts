import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { openHub, type TestHub } from '../hub.js';

const whole = { acceptance: 'ALL_OR_NOTHING' } as const;

describe('rows that would take another record’s place', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
  });
  afterAll(() => hub.close());

  const totalOf = async (code: string, year = 2024) => {
    const { data } = await hub.ask(
      `{ commune(code: "${code}") { subsidies(fiscalYear: ${year}) { total lineCount } } }`,
    );
    return data.commune.subsidies;
  };

  it('are refused when their identifier is another territory’s', async () => {
    const header = 'identifiant;code insee;exercice;montant;nature';
    await hub.load(subsidies, [header, '1;49018;2024;410000;réel'], whole);
    const report = await hub.load(subsidies, [header, '1;49007;2024;5;réel'], whole);
    expect(report).toMatchObject({ isAccepted: false, revision: null });
    expect(report.problems).toMatchObject([{ line: 2, code: 'KEY_TAKEN', value: '1' }]);
    expect(await totalOf('49018')).toEqual({ total: 410000, lineCount: 1 });
  });

  it('are all counted, however many', async () => {
    const header = 'identifiant;code insee;exercice;montant;nature';
    const rowsOf = (code: string) => Array.from({ length: 1_200 }, (_, at) => `m${at};${code};2023;1;réel`);
    await hub.load(subsidies, [header, ...rowsOf('49018')], whole);
    const report = await hub.load(subsidies, [header, ...rowsOf('49007'), 'n;49007;2023;1;réel']);
    expect(report).toMatchObject({ rowsRead: 1_201, added: 1, rejected: 1_200 });
    expect(report.problems).toHaveLength(1_000);
    expect(report.problemCounts.ERROR).toBe(1_200);
    expect(await totalOf('49007', 2023)).toEqual({ total: 1, lineCount: 1 });
  });

  it('move a record to another sector, never to another year', async () => {
    const header = 'code insee;exercice;secteur;montant;nature;hub_key;hub_revision';
    await hub.load(
      subsidies,
      [header.replace(';hub_key;hub_revision', ''), '49023;2024;jeunesse;100;réel'],
      whole,
    );
    const [{ key, revision }] = (await hub.database
      .fork()
      .getConnection()
      .execute(
        `select reference as key, batch_revision as revision from subsidy where territory_id = 'commune:49023'`,
      )) as [{ key: string; revision: number }];
    const row = (year: number, sector: string) => `49023;${year};${sector};100;réel;${key};${revision}`;

    const away = await hub.load(subsidies, [header, row(2025, 'jeunesse')], whole);
    // The hub's own key says nothing to a reader.
    expect(key).toMatch(/^~/);
    const said =
      'Cette ligne du modèle n’est plus celle du même enregistrement : remettez son identifiant, son territoire et son ' +
      'année. Pour un nouvel enregistrement, videz les deux cellules des colonnes masquées.';
    expect(away.problems).toMatchObject([{ code: 'KEY_CHANGED', message: said }]);
    expect(await totalOf('49023')).toEqual({ total: 100, lineCount: 1 });

    const corrected = await hub.load(subsidies, [header, row(2024, 'enfance')], whole);
    expect(corrected).toMatchObject({ added: 1, removed: 1, problems: [] });
    expect(await totalOf('49023')).toEqual({ total: 100, lineCount: 1 });

    const late = await hub.load(subsidies, [header, `49023;2024;jeunesse;100;réel;${key};abc`], whole);
    expect(late.problems).toMatchObject([{ code: 'INVALID_IDENTIFIER' }]);
  });

  it('stay two amounts when they are of other sectors that their sources do not split', async () => {
    const header = 'code insee;exercice;secteur;montant;nature';
    const report = await hub.load(
      subsidies,
      [header, '49099;2024;petite enfance|enfance;1000;réel', '49099;2024;jeunesse|parentalité;500;réel'],
      whole,
    );
    expect(report).toMatchObject({ isAccepted: true, added: 2 });
    expect(await totalOf('49099')).toEqual({ total: 1500, lineCount: 2 });
  });
});
