import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { queryChannel, rows } from '../../src/db/sql.js';
import { watchTotals } from '../../src/server/totals-watch.js';
import { openHub, type TestHub } from '../hub.js';

describe('readiness', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west_facts');
  });
  afterAll(() => hub.close());

  const log = pino({ level: 'silent' });
  const ready = async () => {
    const { statusCode, json } = await hub.app.inject('/health/ready');
    return {
      statusCode,
      ...json<{ status: string; conditions: { code: string; isMet: boolean | null }[] }>(),
    };
  };
  const condition = async (code: string) => (await ready()).conditions.find((each) => each.code === code);
  const run = (statement: ReturnType<typeof sql>) => rows(hub.database.fork(), 'test', statement);
  /** Looks once, as a start does. */
  async function look(): Promise<void> {
    const checked = () => run(sql`select checked_at::text as at from totals_verdict`);
    const before = await checked();
    const watch = watchTotals(hub.database, log);
    await vi.waitFor(async () => expect(await checked()).not.toEqual(before), { timeout: 30_000 });
    await watch.stop();
  }

  it('keeps nobody away for figures that nobody has checked yet, and says who did', async () => {
    expect(await ready()).toMatchObject({ statusCode: 200, status: 'ready' });
    expect(await condition('TOTALS_TRUE')).toEqual({
      code: 'TOTALS_TRUE',
      isMet: null,
      message: 'Les chiffres tenus à jour n’ont pas encore été vérifiés.',
    });
    await look();
    expect(await condition('TOTALS_TRUE')).toMatchObject({
      isMet: true,
      checkedBy: 'HUB',
      checkedAt: expect.stringMatching(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      revision: 4,
      wrong: {},
    });
  });

  it('works nothing out', async () => {
    const asked: string[] = [];
    const listen = (event: unknown) => asked.push((event as { name: string }).name);
    queryChannel.subscribe(listen);
    await ready();
    await hub.app.inject('/health/live');
    queryChannel.unsubscribe(listen);
    expect(asked).toEqual(['migrationsTable', 'migrationsDone', 'lastVerdict']);
  });

  it('ends when a figure that is kept is not that of the data, until it is made again', async () => {
    await run(
      sql`update subsidy_year set amount_cents = amount_cents + 1 where territory_id = 'commune:49018'`,
    );
    await look();
    expect(await ready()).toMatchObject({ statusCode: 503, status: 'unavailable' });
    expect(await condition('TOTALS_TRUE')).toMatchObject({
      isMet: false,
      message: expect.stringContaining('npm run -s ctg -- verify --refaire'),
      wrong: { subsidy_year: expect.any(Number) },
    });
    await hub.ask('mutation { checkTotals(rebuild: true) { table wrong } }');
    expect(await condition('TOTALS_TRUE')).toMatchObject({ isMet: true, checkedBy: 'REQUEST', wrong: {} });
    expect((await ready()).statusCode).toBe(200);
  });

  it('names the migrations that the base lacks', async () => {
    const name = '20261127-subsidy-top';
    await run(sql`delete from mikro_orm_migrations where name = ${name}`);
    expect((await ready()).statusCode).toBe(503);
    expect(await condition('MIGRATIONS_CURRENT')).toMatchObject({ isMet: false, pending: [name] });
    expect(await condition('TOTALS_TRUE')).toMatchObject({ isMet: null });
    await run(sql`insert into mikro_orm_migrations (name) values (${name})`);
    expect((await ready()).statusCode).toBe(200);
  });
});
