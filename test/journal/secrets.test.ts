import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import { type CheckedHub, openCheckedHub } from '../access/checked-hub.js';

const key = `ctg_0123456789abcdef_${'S'.repeat(43)}`;
const token = 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJTRUNSRVQifQ.c2lnbmF0dXJl';

/** What must never be there, in whatever way it came; what is looked for included. */
const secrets = [key, token, 'jeanne.martin@mairie.example', '1 85 05 78 006 084 91', '185057800608491'];
/** What is written to the base, or how: no text of a mutation is told. */
const written = [
  'hush-hush',
  'Jeanne Martin',
  'Jeanne%20Martin',
  'commentaire libre',
  '123456.78',
  '123456,78',
];

describe('the journal, whatever is sent to a hub', () => {
  let hub: CheckedHub;

  beforeAll(async () => {
    hub = await openCheckedHub({ keepsJournal: true, answerCacheBytes: 2 ** 20 });
  });
  afterAll(() => hub.close());

  const get = (url: string, headers: Record<string, string> = {}) =>
    hub.app.inject({ method: 'GET', url, headers: { authorization: `Bearer ${hub.local}`, ...headers } });

  it('holds no secret, no free text of a mutation, no content of a row', async () => {
    const made: string[] = [];
    for (const text of secrets) {
      await hub.askAs(hub.local, 'query($t: String!) { searchTerritories(text: $t) { totalCount } }', {
        t: text,
      });
      await hub.askAs(hub.local, `{ convention(reference: ${JSON.stringify(text)}) { title } }`);
      await hub.askAs(text.replace(/[^\w.-]/g, ''), '{ hub { revision } }');
      await get(
        `/templates/subsidies.xlsx?territory=${encodeURIComponent(text)}&token=${encodeURIComponent(text)}`,
      );
      await get(`/loads/${encodeURIComponent(text)}`);
    }
    made.push((await hub.newKey({ name: 'Essai', role: 'READER' })).text);
    const { data } = await hub.askAs(
      hub.local,
      `mutation { made: renewAccessKey(id: "${made[0]?.slice(4, 20)}") { secret } }`,
    );
    made.push(data.made.secret);
    await hub.askAs(
      hub.local,
      `mutation($input: RegisterSourceInput!) { registerSource(input: $input) { id } }`,
      {
        input: {
          name: 'Essai',
          author: 'Jeanne Martin',
          territory: { kind: 'DEPARTMENT', code: '49' },
          kind: 'HTTPS_FILE',
          url: 'https://u:hush-hush@files.example/a.csv?api_key=hush-hush',
        },
      },
    );
    await hub.askAs(
      hub.local,
      `mutation { recordSubsidies(input: [{ reference: "S9", code: "49018", yearFrom: 2023, amount: 123456.78,
        notes: "commentaire libre" }], author: "Jeanne Martin") { isAccepted } }`,
    );
    await hub.askAs(hub.local, 'mutation { undoBatch(revision: 99, author: "Jeanne Martin") { revision } }');
    await hub.app.inject({
      method: 'POST',
      url: '/loads?name=jeanne.martin@mairie.example.csv&author=Jeanne%20Martin',
      headers: { authorization: `Bearer ${hub.local}`, 'x-ctg-hub': '1', 'content-type': 'text/csv' },
      payload: 'code insee;exercice;montant;remarques\n49018;2023;123456,78;commentaire libre\n',
    });
    await hub.journal?.flush();
    const lines = await rows(
      hub.database.fork(),
      'test',
      sql<{ line: string }>`select to_jsonb(e)::text as line from journal_entry e`,
    );
    expect(lines.length).toBeGreaterThan(8);
    const all = lines.map(({ line }) => line).join('\n');
    const shown = [
      ...secrets,
      ...written,
      ...made,
      ...made.map((text) => text.slice(21)),
      'S'.repeat(43),
    ].filter((secret) => all.includes(secret));
    expect(shown).toEqual([]);
    // They were asked, and told without.
    expect(all).toContain('registerSource(input: {');
    expect(all).toContain('recordSubsidies(input: [1]');
    expect(all).toContain('searchTerritories(text: \\"•••\\")');
  });
});
