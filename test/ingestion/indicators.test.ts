import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Columns } from '../../src/ingestion/columns/column.js';
import { indicators } from '../../src/ingestion/datasets/indicators.dataset.js';
import { exportPage } from '../../src/ingestion/exporting/export-page.js';
import { openHub, type TestHub } from '../hub.js';

describe('loading indicators', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
  });
  afterAll(() => hub.close());

  it('takes numbers, secrets and unknown ones for what they are', async () => {
    const report = await hub.load(indicators, [
      'code insee;indicateur;valeur;année;série;unité',
      '49018;Enfants de 0 à 2 ans;1 312;2021;;',
      '49018;nombre de foyers allocataires;secret;2023;;',
      '49018;pl_eaje;45,5;2023;actuelle;',
      '49018;pl_eaje;44;2023;historique;',
      '49018;arbres remarquables;12;2024;;arbres',
      '244900882;Enfants de 0 à 2 ans;1 100;2021;;',
      '49007;Enfants de 0 à 2 ans;nd;2021;;',
      '49007;Enfants de 0 à 2 ans;beaucoup;2021;;',
      '49007;Enfants de 0 à 2 ans;3;;;',
    ]);
    expect(report).toMatchObject({ rowsRead: 9, added: 6, rejected: 3 });
    expect(report.problems.map(({ line, column, code, severity }) => [line, column, code, severity])).toEqual(
      [
        [6, 'indicateur', 'UNKNOWN_INDICATOR', 'INFO'],
        [8, 'valeur', 'NOT_COMMUNICATED', 'INFO'],
        [9, 'valeur', 'INVALID_NUMBER', 'ERROR'],
        [10, 'année', 'MISSING_VALUE', 'ERROR'],
      ],
    );
    const { data } = await hub.ask(`{ commune(code: "49018") {
      indicators { nodes { kind label value unit observedOn series state source { line batch { dataset } } } } } }`);
    expect(
      data.commune.indicators.nodes.map((node: Record<string, unknown>) => Object.values(node).slice(0, 7)),
    ).toEqual([
      ['BENEFICIARY_HOUSEHOLDS', 'Foyers allocataires', null, 'foyers', '2023-12-31', '', 'SUPPRESSED'],
      ['CHILDREN_0_2', 'Enfants de 0 à 2 ans', 1312, 'enfants', '2021-12-31', '', 'REPORTED'],
      ['OTHER', 'arbres remarquables', 12, 'arbres', '2024-12-31', '', 'REPORTED'],
      ['PLACES_EAJE', 'Places en Eaje', 45.5, 'places', '2023-12-31', 'actuelle', 'REPORTED'],
      ['PLACES_EAJE', 'Places en Eaje', 44, 'places', '2023-12-31', 'historique', 'REPORTED'],
    ]);
    expect(data.commune.indicators.nodes[0].source).toEqual({ line: 3, batch: { dataset: 'indicators' } });
  });

  it('reads a rate as its cell shows it, and writes three decimals so that they read back', () => {
    const { value } = indicators.columns as Columns;
    expect(value?.parse('0.583', 'PERCENT')).toEqual({ state: 'REPORTED', value: '58.3' });
    expect(value?.parse('0.58123', 'PERCENT')).toEqual({ state: 'REPORTED', value: '58.123' });
    expect(value?.parse('58,3 %')).toEqual({ state: 'REPORTED', value: '58.3' });
    for (const number of ['58.123', '1.2345', '0.125', '1234.567', '12']) {
      const stated = { state: 'REPORTED', value: number };
      expect(value?.parse(value.format(stated))).toEqual(stated);
    }
  });

  it('reads its own export back as nothing new', async () => {
    const page = await exportPage(hub.database.fork(), indicators, 'department:49', {
      first: 100,
      after: null,
    });
    expect(page.totalCount).toBe(6);
    const header = Object.values(indicators.columns as Columns).map(({ headers }) => headers[0]);
    const report = await hub.load(
      indicators,
      [header, ...page.rows.map(({ cells }) => cells)].map((row) => row.join(';')),
    );
    expect(report).toMatchObject({ revision: null, added: 0, changed: 0, unchanged: 6 });
  });

  it('replaces a territory’s year of one number and series, and leaves the others alone', async () => {
    const header = 'code insee;indicateur;valeur;année;série;date';
    await hub.load(indicators, [header, '49018;pl_eaje;45;;actuelle;30/06/2023']);
    const report = await hub.load(indicators, [header, '49018;pl_eaje;46;2023;actuelle;'], {
      strategy: 'REPLACE_YEAR',
      acceptance: 'ALL_OR_NOTHING',
    });
    expect(report).toMatchObject({ added: 0, changed: 1, removed: 1, unchanged: 0 });
    const { data } = await hub.ask('{ commune(code: "49018") { indicators { totalCount } } }');
    expect(data.commune.indicators.totalCount).toBe(5);
  });
});
