import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openDatabase } from '../../src/db/open.js';
import { rows } from '../../src/db/sql.js';
import { model } from '../../src/hub.js';
import { hasWall, viewerRole } from '../../src/reach/wall.sql.js';
import { emptyBase, hubOver, type OwnBase, type TestHub } from '../hub.js';
import { onServer } from '../setup/databases.js';
import { seeing } from './seeing.js';

const templates = inject('templates');
const server = templates.engine === 'postgresql' ? templates.server : '';

describe.runIf(server)('a base whose user may not make roles', () => {
  const user = `ctg_hub_test_${randomUUID().replaceAll('-', '')}`;
  let base: OwnBase;
  let hub: TestHub;
  const open = async () => {
    if (base.location.kind !== 'server') throw new Error('Not a server');
    const url = new URL(base.location.url);
    url.username = user;
    const database = await openDatabase({ kind: 'server', url: url.href }, model);
    await database.migrate();
    return hubOver(database, { access: 'CHECKED', localSecret: 'ctg_local_x' });
  };
  const one = async <T>(query: RawBuilder<T>) => (await rows(hub.database.fork(), 'one', query))[0] as T;
  const ready = async () => {
    const { statusCode, json } = await hub.app.inject('/health/ready');
    const { conditions } = json<{ conditions: { code: string; isMet: boolean; message: string }[] }>();
    return { statusCode, wall: conditions.find(({ code }) => code === 'SECOND_WALL') };
  };
  const seen = () =>
    seeing(hub, ['department:49'], async (em) => {
      const [found] = await rows(
        em,
        'who',
        sql<{ who: string; path: string }>`
        select current_user::text as who, current_setting('search_path') as path`,
      );
      return found;
    });

  beforeAll(async () => {
    base = await emptyBase();
    await onServer(server, `create role ${user} login`);
    const { pathname } = new URL(base.location.kind === 'server' ? base.location.url : server);
    await onServer(server, `alter database ${pathname.slice(1)} owner to ${user}`);
    // Another hub of the same server has made it.
    await onServer(
      server,
      `do $$ begin create role ${viewerRole}; exception when duplicate_object then null; end $$`,
    );
    hub = await open();
  });
  afterAll(async () => {
    await hub.close();
    await base.drop();
    await onServer(server, `revoke ${viewerRole} from ${user}`);
    await onServer(server, `drop role ${user}`);
  });

  it('is served by the views alone, and says what is missing', async () => {
    expect(await hasWall(hub.database.fork())).toBe(false);
    expect(await seen()).toEqual({ who: user, path: 'seen, public' });
    const { statusCode, wall } = await ready();
    expect([statusCode, wall?.isMet]).toEqual([200, false]);
    expect(wall?.message).toContain(`CREATE ROLE ${viewerRole} NOLOGIN`);
  });

  it('would rather fail than be answered in part, were it the one that policies limit', async () => {
    expect(await one(sql`select current_setting('row_security') as kept`)).toEqual({ kept: 'off' });
  });

  it('has the wall with the next start, once the role is given', async () => {
    await onServer(server, `grant ${viewerRole} to ${user}`);
    await hub.close();
    hub = await open();
    expect(await hasWall(hub.database.fork())).toBe(true);
    expect(await seen()).toEqual({ who: viewerRole, path: 'seen, public' });
    expect(await ready()).toMatchObject({ statusCode: 200, wall: { isMet: true } });
  });

  it('has it again where a copy came without it', async () => {
    await rows(hub.database.fork(), 'lose', sql`drop policy seen on public.subsidy`);
    await hub.database.migrate();
    expect(
      await one(sql`select count(*)::int as policies from pg_policies where tablename = 'subsidy'`),
    ).toEqual({ policies: 1 });
  });
});
