import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { readConfig } from '../../src/config.js';
import { type Database, openDatabase } from '../../src/db/open.js';
import { rows } from '../../src/db/sql.js';
import { HubError } from '../../src/errors.js';
import { createSchema } from '../../src/graphql/schema.js';
import { model, resolvers } from '../../src/hub.js';
import { policyNumber } from '../../src/reach/masks/mask.rules.js';
import { startHub } from '../../src/server/start.js';
import { copyBase, type OwnBase } from '../hub.js';

const { engine } = inject('templates');
const settings = (count: number) => ({ CTG_HUB_SECRECY_COUNT: String(count) });
const policy = (count: number) => policyNumber(readConfig(settings(count), []).secrecy);

describe.skipIf(engine !== 'postgresql')('processes of one base with policies of secrecy', () => {
  let base: OwnBase;
  const open: Database[] = [];
  const ends: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    base = await copyBase('facts');
    return () => base.drop();
  });
  afterEach(async () => {
    for (const end of [...ends.splice(0), ...open.splice(0).map(({ close }) => close)]) await end();
  });

  /** Begins to serve, as far as policies are concerned. */
  const serve = async (count: number) => {
    const database = await openDatabase(base.location, model);
    open.push(database);
    database.pledge({ number: policy(count), broken: () => new HubError('SECRECY_DIFFERS', undefined) });
    const changes = await database.watch();
    ends.push(() => changes.close());
    return changes;
  };

  it('are numbers that differ with any setting', () => {
    const numbers = [
      {},
      settings(6),
      { CTG_HUB_SECRECY_MARGIN: '11' },
      { CTG_HUB_SECRECY_UNNAMED: 'each' },
      { CTG_HUB_SECRECY_COUNT: '5,6' },
    ].map((each) => policyNumber(readConfig(each, []).secrecy));
    expect(new Set(numbers).size).toBe(5);
    expect(policy(5)).toBe(policyNumber(readConfig({}, []).secrecy));
  });

  it('serve together with the same, and not with another', async () => {
    const first = await serve(5);
    const same = await serve(5);
    await expect(serve(6)).rejects.toMatchObject({ code: 'SECRECY_DIFFERS' });
    expect([first.epoch(), same.epoch()]).toEqual([expect.any(Number), expect.any(Number)]);
    // It is the policy of the base until the last of them has gone.
    await first.close();
    await expect(serve(6)).rejects.toMatchObject({ code: 'SECRECY_DIFFERS' });
    await same.close();
    expect((await serve(6)).epoch()).toEqual(expect.any(Number));
  });

  it('that start at once agree on one of them', async () => {
    const started = await Promise.allSettled([5, 6, 5, 6, 5, 6].map(serve));
    const served = started.map(({ status }) => status === 'fulfilled');
    expect([
      [true, false, true, false, true, false],
      [false, true, false, true, false, true],
    ]).toContainEqual(served);
  });

  /** Ends the connections on which hubs hold their policy. */
  const killListeners = () =>
    rows(
      (open[0] as Database).fork(),
      'kill',
      sql`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = 4900621
          and database = (select oid from pg_database where datname = current_database())`,
    );

  it('keep theirs when their connection dies', async () => {
    const first = await serve(5);
    await killListeners();
    await vi.waitFor(() => expect(first.epoch()).toBeNull(), 5_000);
    await vi.waitFor(() => expect(first.epoch()).not.toBeNull(), { timeout: 20_000, interval: 100 });
    await wait(50);
    await expect(serve(6)).rejects.toMatchObject({ code: 'SECRECY_DIFFERS' });
  });

  it('do not serve beside another that came while their connection was dead', async () => {
    const first = await serve(5);
    await killListeners();
    const second = await serve(6);
    const patience = { timeout: 20_000, interval: 100 };
    await vi.waitFor(() => expect(first.broken()).toMatchObject({ code: 'SECRECY_DIFFERS' }), patience);
    expect([first.epoch(), second.broken()]).toEqual([null, null]);
    await second.close();
    await vi.waitFor(() => expect(first.broken()).toBeNull(), patience);
    // It may serve before it hears of changes again: answers are kept from then on.
    await vi.waitFor(() => expect(first.epoch()).toEqual(expect.any(Number)), patience);
  });

  it('are told when a hub starts, where access is checked', async () => {
    const schema = await createSchema([...resolvers]);
    const url = base.location.kind === 'server' ? base.location.url : '';
    const start = (env: Record<string, string>) =>
      startHub(
        readConfig({ DATABASE_URL: url, CTG_HUB_PORT: '0', CTG_HUB_CHECK_TOTALS: 'no', ...env }, []),
        model,
        schema,
        () => undefined,
      );
    const first = await start({ CTG_HUB_ACCESS: 'keys' });
    ends.push(() => first.close());
    await expect(start({ CTG_HUB_ACCESS: 'keys', ...settings(6) })).rejects.toMatchObject({
      code: 'SECRECY_DIFFERS',
    });
    // Where everybody sees everything, nothing is hidden by any policy.
    const open = await start({ CTG_HUB_OPEN_ACCESS: 'yes', ...settings(6) });
    await open.close();
  });
});
