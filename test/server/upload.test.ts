import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import { openHub, type TestHub } from '../hub.js';
import { cellsOf } from '../reading/reading.js';

const header = 'code insee;exercice;nature;montant;identifiant';
const good = `${header}\n49018;2023;réel;100;a\n49018;2024;réel;200;b`;
const bad = `${header}\n49018;2023;réel;100;c\n4901;2023;réel;dix;d`;

describe('uploading a file', () => {
  let hub: TestHub;
  let address: string;
  beforeAll(async () => {
    hub = await openHub('west');
    address = await hub.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(() => hub.close());

  const own = { 'x-ctg-hub': '1' };
  const post = (body: NonNullable<RequestInit['body']>, query = '', headers: Record<string, string> = own) =>
    fetch(`${address}/loads${query}`, { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
  const raw = (text: string, query: string) => post(text, `?name=montants.csv&author=Ana&${query}`);
  const formOf = (text: string, fields: Record<string, string>) => {
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.set('file', new File([text], 'montants.csv'));
    return form;
  };
  const codeOf = async (response: Response) => {
    const body = (await response.json()) as { errors: { extensions: { code: string } }[] };
    return [response.status, body.errors[0]?.extensions.code];
  };
  /** Files of this process that wait in the folder of temporary files. */
  const waiting = () =>
    readdirSync(tmpdir())
      .filter((name) => name.startsWith(`ctg-hub-uploads-${process.pid}-`))
      .flatMap((name) => readdirSync(join(tmpdir(), name)));

  it('rehearses a form, then loads it, and recognises the data set by itself', async () => {
    const rehearsal = await post(formOf(good, { dryRun: 'oui' }));
    expect(rehearsal.status).toBe(200);
    expect(await rehearsal.json()).toMatchObject({
      dataset: 'SUBSIDIES',
      fileName: 'montants.csv',
      isDryRun: true,
      revision: null,
      added: 2,
      changes: [{ kind: 'CREATED' }, { kind: 'CREATED' }],
    });
    const load = await post(formOf(good, { author: 'Ana', dataset: 'subventions' }));
    expect(await load.json()).toMatchObject({ isAccepted: true, revision: 2, added: 2 });
    const { data } = await hub.ask('{ batches(first: 1) { nodes { author fileName added } } }');
    expect(data.batches.nodes).toEqual([{ author: 'Ana', fileName: 'montants.csv', added: 2 }]);
  });

  it('takes the bare file too, and refuses it whole for one wrong row unless told otherwise', async () => {
    const refused = await raw(bad, 'dataset=subsidies');
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      isAccepted: false,
      revision: null,
      rejected: 1,
      problemCounts: { errors: 2 },
    });
    const partly = await raw(bad, 'acceptance=VALID_ROWS');
    expect([partly.status, await partly.json()]).toMatchObject([200, { revision: 3, added: 1, rejected: 1 }]);
  });

  it('keeps rows of elsewhere out of a load that is for one territory', async () => {
    const response = await raw(good, 'territory=COMMUNE:49021&dryRun=1');
    expect(await response.json()).toMatchObject({ isAccepted: false, rejected: 2 });
    for (const department of ['DEPARTMENT:49', 'département:49', '49']) {
      const within = await raw(good, `${new URLSearchParams({ territory: department, dryRun: '1' })}`);
      expect(await within.json()).toMatchObject({ isAccepted: true, rejected: 0 });
    }
    expect(await codeOf(await raw(good, 'territory=COMMUNE:99999'))).toEqual([400, 'UNKNOWN_TERRITORY']);
  });

  it('gives the file back with what there is to say, at once or later', async () => {
    const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
    const query = '?name=été%2F%22montants%22.csv&dryRun=1';
    const annotated = await post(bad, query, { ...own, accept: type });
    expect([annotated.status, annotated.headers.get('content-type')]).toEqual([422, type]);
    expect(annotated.headers.get('content-disposition')).toBe(
      `attachment; filename="_montants_-annote.xlsx"; filename*=UTF-8''%22montants%22-annote.xlsx`,
    );
    const cells = await cellsOf(Buffer.from(await annotated.arrayBuffer()));
    expect(cells).toContainEqual(expect.arrayContaining(['UNKNOWN_TERRITORY']));
    const later = await fetch(`${address}${annotated.headers.get('location')}/annotated.xlsx`);
    expect([later.status, await cellsOf(Buffer.from(await later.arrayBuffer()))]).toEqual([200, cells]);
  });

  it('gives templates, which come back as they are', async () => {
    const response = await fetch(
      `${address}/templates/subsidies.xlsx?territory=COMMUNE:49018&fiscalYear=2023`,
    );
    expect([response.status, response.headers.get('content-disposition')]).toEqual([
      200,
      expect.stringContaining("UTF-8''Mod%C3%A8le%20Subventions%20Baug%C3%A9-en-Anjou%202023.xlsx"),
    ]);
    const back = await post(await response.arrayBuffer(), '?name=modele.xlsx&dryRun=1');
    expect(await back.json()).toMatchObject({ isAccepted: true, dataset: 'SUBSIDIES', added: 0, changed: 0 });
    for (const path of ['horses.xlsx', 'subsidies.xlsx?fiscalYear=12']) {
      expect(await codeOf(await fetch(`${address}/templates/${path}`))).toEqual([400, 'INVALID_OPTION']);
    }
  });

  it('does not wait when it is asked not to, and says later how it went', async () => {
    const accepted = await post(good, '?name=m.csv&dryRun=1', { ...own, prefer: 'respond-async' });
    expect(accepted.status).toBe(202);
    const { id, ...running } = (await accepted.json()) as { id: string; report: unknown };
    expect(accepted.headers.get('location')).toBe(`/loads/${id}`);
    expect(running).toMatchObject({ progress: { fraction: 0 }, report: null });
    let body: { report: unknown } = running;
    while (body.report === null) {
      await wait(20);
      body = (await (await fetch(`${address}/loads/${id}`)).json()) as typeof body;
    }
    expect(body).toMatchObject({ progress: { fraction: 1 }, report: { unchanged: 2, fileName: 'm.csv' } });
    expect(await codeOf(await fetch(`${address}/loads/unknown`))).toEqual([404, 'UNKNOWN_LOAD']);
  });

  it('stops a load for whoever asks, from its own pages only', async () => {
    const waits = async () => {
      const accepted = await post(good, '?name=m.csv&author=Ana', { ...own, prefer: 'respond-async' });
      return `${address}${accepted.headers.get('location')}`;
    };
    const path = await hub.database.fork().transactional(async (em) => {
      await rows(em, 'busy', sql`select pg_advisory_xact_lock(4900619)`);
      // An answer comes at once, though the base is busy.
      const path = await waits();
      expect(await codeOf(await fetch(path, { method: 'DELETE' }))).toEqual([403, 'HEADER_REQUIRED']);
      expect((await fetch(path, { method: 'DELETE', headers: own })).status).toBe(200);
      return path;
    });
    while ((await fetch(path)).status === 200) await wait(20);
    expect(await codeOf(await fetch(path))).toEqual([409, 'LOAD_STOPPED']);
    const unknown = await fetch(`${address}/loads/unknown`, { method: 'DELETE', headers: own });
    expect(await codeOf(unknown)).toEqual([404, 'UNKNOWN_LOAD']);
  });

  it.each([
    ['a simple form of another site', { origin: 'https://evil.example' }, 'CROSS_SITE_REQUEST'],
    ['a browser that says so', { ...own, 'sec-fetch-site': 'cross-site' }, 'CROSS_SITE_REQUEST'],
    ['another port of this machine', { ...own, origin: 'http://127.0.0.1:1' }, 'CROSS_SITE_REQUEST'],
    ['a page without a name', { ...own, origin: 'null' }, 'CROSS_SITE_REQUEST'],
    ['no header of ours', {}, 'HEADER_REQUIRED'],
  ])('refuses %s', async (_case, headers, code) => {
    const form = { 'content-type': 'text/plain', ...(headers as Record<string, string>) };
    expect(await codeOf(await post(good, '?author=Ana', form))).toEqual([403, code]);
  });

  it('lets no other site ask, and answers to no other name', async () => {
    const preflight = await hub.app.inject({
      method: 'OPTIONS',
      url: '/loads',
      headers: { origin: 'https://evil.example', 'access-control-request-headers': 'x-ctg-hub' },
    });
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined();
    for (const host of ['evil.example', 'evil.example:4000', 'localhost.evil.example']) {
      const response = await hub.app.inject({ method: 'POST', url: '/graphql', headers: { host } });
      expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([421, 'UNKNOWN_HOST']);
    }
    for (const host of ['localhost:4000', '[::1]:4000', '10.1.2.3', 'LOCALHOST.']) {
      expect((await hub.app.inject({ url: '/health/live', headers: { host } })).statusCode).toBe(200);
    }
  });

  it('takes nothing when it is closed to writing', async () => {
    const closed = await openHub('west', { writing: 'CLOSED' });
    const response = await closed.app.inject({ method: 'POST', url: '/loads', headers: own, payload: good });
    expect([response.statusCode, response.json().errors[0].extensions.code]).toEqual([403, 'WRITING_CLOSED']);
    await closed.close();
  });

  it.each([
    ['no author', '?name=m.csv', 'INVALID_OPTION'],
    ['an unknown data set', '?author=A&dataset=subvention', 'INVALID_OPTION'],
    ['an unknown strategy', '?author=A&strategy=ERASE', 'INVALID_OPTION'],
    [
      'a year to replace with part of the rows',
      '?author=A&strategy=REPLACE_YEAR&acceptance=VALID_ROWS',
      'REPLACE_NEEDS_ALL',
    ],
  ])('says what is wrong with %s, and keeps nothing', async (_case, query, code) => {
    const before = waiting().length;
    expect(await codeOf(await post(good, query))).toEqual([400, code]);
    if (code === 'INVALID_OPTION') expect(waiting()).toHaveLength(before);
  });

  it('takes one file, and no file is an error', async () => {
    const two = formOf(good, { author: 'Ana' });
    two.append('other', new File(['x'], 'x.csv'));
    expect(await codeOf(await post(two))).toEqual([400, 'SEVERAL_FILES']);
    const none = new FormData();
    none.set('author', 'Ana');
    expect(await codeOf(await post(none))).toEqual([400, 'NO_FILE']);
    expect(await codeOf(await fetch(`${address}/loads`, { method: 'POST', headers: own }))).toEqual([
      400,
      'NO_FILE',
    ]);
    const cut = { ...own, 'content-type': 'multipart/form-data; boundary=x' };
    const part = '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nabc';
    expect(await codeOf(await post(part, '', cut))).toEqual([400, 'UPLOAD_INCOMPLETE']);
  });

  it('refuses what is too large, announced or not, in a form or bare', async () => {
    const before = waiting().length;
    const large = 'x'.repeat(2 ** 20 + 100_000);
    const slightly = 'x'.repeat(2 ** 20 + 10);
    const streamed = () => Readable.toWeb(Readable.from([slightly, large]));
    for (const body of [large, slightly, streamed(), formOf(large, {}), formOf(slightly, {})]) {
      expect(await codeOf(await post(body, '?author=Ana'))).toEqual([413, 'UPLOAD_TOO_LARGE']);
    }
    expect(waiting()).toHaveLength(before);
    expect((await fetch(`${address}/health/live`)).status).toBe(200);
  });

  it('removes what an aborted upload leaves', async () => {
    const before = waiting().length;
    const { hostname, port } = new URL(address);
    const socket = connect(Number(port), hostname);
    socket.write(
      `POST /loads?author=Ana HTTP/1.1\r\nHost: ${hostname}\r\nX-CTG-Hub: 1\r\nContent-Length: 100000\r\n\r\nabc`,
    );
    while (waiting().length === before) await wait(10);
    socket.destroy();
    while (waiting().length > before) await wait(10);
    expect((await raw(good, 'dryRun=1')).status).toBe(200);
  });

  it('loads several at once one after the other, and asks the others to come back', async () => {
    const line = (index: number) => `${header}\n49018;2025;réel;${index};n${index}`;
    const answers = await Promise.all([1, 2, 3, 4].map((index) => raw(line(index), '')));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const [{ total } = { total: 0 }] = await rows(
      hub.database.fork(),
      'total',
      sql<{ total: number }>`select count(*)::int as total from subsidy where reference like 'n_'`,
    );
    expect(total).toBe(4);

    const before = waiting().length;
    const sockets = [1, 2, 3, 4].map(() => {
      const { hostname, port } = new URL(address);
      const socket = connect(Number(port), hostname);
      socket.write(
        `POST /loads?author=Ana HTTP/1.1\r\nHost: ${hostname}\r\nX-CTG-Hub: 1\r\nContent-Length: 9\r\n\r\nabc`,
      );
      return socket;
    });
    while (waiting().length < before + sockets.length) await wait(10);
    const busy = await raw(good, 'dryRun=1');
    expect([busy.headers.get('retry-after'), ...(await codeOf(busy))]).toEqual([
      '10',
      429,
      'TOO_MANY_UPLOADS',
    ]);
    for (const socket of sockets) socket.destroy();
    while (waiting().length > before) await wait(10);
    expect((await raw(good, 'dryRun=1')).status).toBe(200);
  });
});
