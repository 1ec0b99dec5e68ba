import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../src/ingestion/datasets/progress.dataset.js';
import { undoBatch } from '../../src/ingestion/history/undo.js';
import { purgeContacts } from '../../src/ingestion/retention/purge-contacts.js';
import { openHub, type TestHub } from '../hub.js';

const figures = `{ department(code: "49") {
  completion(on: "2021-12-31") { actions { completed known overdue rate { numerator denominator } } }
  overdueActions(on: "2021-12-31") { overdue byLeadKind { leadKind overdue } }
  actionQuality(on: "2021-12-31") { complete { numerator denominator } fields { field missing } }
} }`;
const texts = `{
  old: convention(reference: "OLD-1") { ...texts } young: convention(reference: "YOUNG-1") { ...texts }
}
fragment texts on Convention {
  notes contactTerm { keptUntil purgedAt }
  planNodes { nodes { code lead leadKind notes progress { status comment notes } } }
}`;

describe('texts in which a person may be named', () => {
  let hub: TestHub;
  const revisions: number[] = [];

  beforeAll(async () => {
    hub = await openHub('france');
    const load = async (...args: Parameters<TestHub['load']>) => {
      const { revision, problems } = await hub.load(...args);
      expect(problems.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
      revisions.push(revision ?? 0);
    };
    const year = new Date().getFullYear();
    await load(conventions, [
      'reference;territoire;forme;code insee;département;année de début;année de fin;signataires;remarques;lien',
      'OLD-1;Baugé-en-Anjou;commune;49018;49;2018;2021;Caf|Commune;suivi par M. Untel;',
      'PUBLIC-1;Sèvremoine;commune;49301;49;2018;2021;Caf|Commune;signée par M. Untel;https://ville.example/ctg',
      `YOUNG-1;Angers;commune;49007;49;2022;${year};Caf|Commune;suivi par Mme Unetelle;`,
    ]);
    const plan = (lead: string, word: string) => [
      'code;référence;niveau;intitulé;pilote;échéance;remarques',
      `A1;OLD-1;action;Agrandir la crèche;${lead};30/06/2020;${word}`,
      `A1;YOUNG-1;action;Ouvrir un relais;${lead};30/06/2021;${word}`,
    ];
    await load(planNodes, plan('Service enfance, M. Ancien', 'ancienne remarque'));
    await load(progress, [
      'référence;code;état;date;commentaire;remarques',
      'OLD-1;A1;en cours;01/02/2020;voir M. Untel;vu',
      'YOUNG-1;A1;en cours;01/02/2023;voir Mme Unetelle;vu',
    ]);
    await load(planNodes, plan('Service enfance, M. Untel', 'nouvelle remarque'));
  });
  afterAll(() => hub.close());

  const journalled = () =>
    rows(
      hub.database.fork(),
      'test',
      sql<{ count: number }>`
        select count(*)::int as count from batch_change
        where key like 'OLD-1%' and (table_name = 'node_lead' or coalesce(before ->> 'notes', before ->> 'comment') is not null)`,
    ).then(([row]) => row?.count);

  it('are kept in a table of their own, which undo and comparison know', async () => {
    const { data } = await hub.ask(texts);
    const [node] = data.old.planNodes.nodes;
    expect(node).toMatchObject({ lead: 'Service enfance, M. Untel', leadKind: 'LOCAL_AUTHORITY' });
    const { data: told } = await hub.ask(
      `{ batch(revision: ${revisions[3]}) { changes { nodes { label key fields { label before after } } } } }`,
    );
    expect(told.batch.changes.nodes).toContainEqual({
      label: 'Pilote',
      key: 'OLD-1/A1',
      fields: [{ label: 'Pilote', before: 'Service enfance, M. Ancien', after: 'Service enfance, M. Untel' }],
    });
    expect(await journalled()).toBe(2);
  });

  it('go when they have been kept as long as they are, and figures stay what they are', async () => {
    const before = (await hub.ask(figures)).data;
    expect(before.department.overdueActions.byLeadKind).toEqual([
      { leadKind: 'LOCAL_AUTHORITY', overdue: 1 },
    ]);
    expect(await purgeContacts(hub.database, 12, 1)).toEqual({ texts: 4, conventions: 1, authors: 0 });
    expect((await hub.ask(figures)).data).toEqual(before);
    const { data } = await hub.ask(texts);
    expect(data.old).toEqual({
      notes: null,
      contactTerm: { keptUntil: '2022-12-31', purgedAt: expect.any(String) },
      planNodes: {
        nodes: [
          {
            code: 'A1',
            lead: null,
            leadKind: 'LOCAL_AUTHORITY',
            notes: null,
            progress: [{ status: 'IN_PROGRESS', comment: null, notes: null }],
          },
        ],
      },
    });
    expect(data.young).toMatchObject({
      notes: 'suivi par Mme Unetelle',
      contactTerm: { keptUntil: `${new Date().getFullYear() + 1}-12-31`, purgedAt: null },
    });
    expect(data.young.planNodes.nodes[0]).toMatchObject({
      lead: 'Service enfance, M. Untel',
      notes: 'nouvelle remarque',
    });
    expect(await journalled()).toBe(0);
    // What a public page says is there for everybody.
    const { data: known } = await hub.ask(
      '{ convention(reference: "PUBLIC-1") { notes contactTerm { purgedAt } } }',
    );
    expect(known.convention).toEqual({ notes: 'signée par M. Untel', contactTerm: { purgedAt: null } });
    expect(await purgeContacts(hub.database, 12)).toEqual({ texts: 0, conventions: 0, authors: 0 });
  });

  it('do not come back by an undo, which puts all else back', async () => {
    await undoBatch(hub.database, revisions[3] ?? 0, 'tests');
    const { data } = await hub.ask(texts);
    expect(data.old.planNodes.nodes[0]).toMatchObject({
      lead: null,
      leadKind: 'LOCAL_AUTHORITY',
      notes: null,
    });
    expect(data.young.planNodes.nodes[0]).toMatchObject({
      lead: 'Service enfance, M. Ancien',
      notes: 'ancienne remarque',
    });
  });

  it('are removed again when a file brings them back', async () => {
    await hub.load(planNodes, [
      'code;référence;niveau;intitulé;pilote;échéance',
      'A1;OLD-1;action;Agrandir la crèche;M. Untel;30/06/2020',
    ]);
    expect(await purgeContacts(hub.database, 12)).toEqual({ texts: 1, conventions: 1, authors: 0 });
  });

  it('names of authors go too, from batches of long ago', async () => {
    await rows(
      hub.database.fork(),
      'test',
      sql`update batch set loaded_at = now() - interval '13 months' where revision = ${revisions[0]}`,
    );
    expect(await purgeContacts(hub.database, 12)).toMatchObject({ authors: 1 });
    const { data } = await hub.ask(`{ batch(revision: ${revisions[0]}) { author fileName } }`);
    expect(data.batch).toEqual({ author: 'effacé', fileName: 'conventions.csv' });
  });

  it('names of those for whom a key loaded go too, where the name of the key went before', async () => {
    const { revision } = await hub.load(
      planNodes,
      ['code;référence;niveau;intitulé;échéance', 'A2;YOUNG-1;action;Ouvrir une ludothèque;30/06/2021'],
      { author: 'Clé de la Caf', onBehalfOf: 'Jeanne Martin' },
    );
    const told = async () =>
      (await hub.ask(`{ batch(revision: ${revision}) { author onBehalfOf } }`)).data.batch;
    expect(await purgeContacts(hub.database, 12)).toMatchObject({ authors: 0 });
    expect(await told()).toEqual({ author: 'Clé de la Caf', onBehalfOf: 'Jeanne Martin' });
    await rows(
      hub.database.fork(),
      'test',
      sql`update batch set loaded_at = now() - interval '13 months', author = 'effacé' where revision = ${revision}`,
    );
    expect(await purgeContacts(hub.database, 12)).toMatchObject({ authors: 1 });
    expect(await told()).toEqual({ author: 'effacé', onBehalfOf: 'effacé' });
    expect(await purgeContacts(hub.database, 12)).toMatchObject({ authors: 0 });
  });

  it('names of keys that ended long ago go with those who made and revoked them', async () => {
    const key = (id: string, ended: string) => sql`
      insert into access_key (id, name, role, territory_ids, secret_hash, created_by, created_at, expires_at, revoked_at, revoked_by)
      values (${id}, 'Clé de Jeanne Martin', 'READER', '{}', ${id.repeat(4)}, 'Ana', now() - interval '2 years',
              now() + interval '1 year', now() - ${ended}::interval, 'Zoé')`;
    await rows(hub.database.fork(), 'test', key('0123456789abcdef', '13 months'));
    await rows(hub.database.fork(), 'test', key('fedcba9876543210', '11 months'));
    expect(await purgeContacts(hub.database, 12)).toMatchObject({ authors: 1 });
    const kept = await rows(
      hub.database.fork(),
      'test',
      sql`select name, created_by, revoked_by from access_key order by id`,
    );
    expect(kept).toEqual([
      { name: 'effacé', created_by: 'effacé', revoked_by: 'effacé' },
      { name: 'Clé de Jeanne Martin', created_by: 'Ana', revoked_by: 'Zoé' },
    ]);
  });
});
