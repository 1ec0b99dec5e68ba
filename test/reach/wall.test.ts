import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import { nobodys } from '../../src/reach/sight.sql.js';
import { sights } from '../../src/reach/views.sql.js';
import { openHub, type TestHub } from '../hub.js';
import { seeing } from './seeing.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await openHub('west_demonstration');
});
afterAll(() => hub.close());

const readers = [
  ['a département', ['department:49']],
  ['an EPCI and a commune', ['epci:200060010', 'commune:49007']],
  ['nothing that has data', ['department:53']],
] as const;

/** What a statement reads that the views do not stand before. */
const behind = <T>(territories: readonly string[], work: (em: SqlEntityManager) => Promise<T>) =>
  seeing(hub, territories, async (em) => {
    await rows(em, 'withoutViews', sql`select set_config('search_path', 'public', true)`);
    return work(em);
  });

const one = async <T>(em: SqlEntityManager, query: RawBuilder<T>): Promise<T> =>
  (await rows(em, 'attack', query))[0] as T;

const tables = async () =>
  (
    await rows(
      hub.database.fork(),
      'tables',
      sql<{ name: string }>`
        select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
    )
  ).map(({ name }) => name);

/** Tables of which something is seen, and their columns that are. */
async function shownColumns(em: SqlEntityManager): Promise<[table: string, columns: string][]> {
  const found = await rows(
    em,
    'shownColumns',
    sql<{ table: string; columns: string }>`
      select c.relname as "table", string_agg(quote_ident(a.attname), ', ' order by a.attnum) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
        and has_column_privilege(current_user, c.oid, a.attnum, 'select')
      group by c.relname order by c.relname`,
  );
  return found.map(({ table, columns }) => [table, columns]);
}

describe('every table of the base', () => {
  it('says what of it is seen', async () => {
    expect(Object.keys(sights).toSorted()).toEqual(await tables());
  });

  it('is nobody’s when it does not', async () => {
    await hub.database.fork().getConnection().execute('create table added (n int)');
    try {
      expect(Object.keys(sights)).not.toContain((await tables())[1]);
      await expect(
        behind(['department:49'], (em) => one(em, sql`select * from added`)),
      ).rejects.toMatchObject({ code: '42501' });
    } finally {
      await hub.database.fork().getConnection().execute('drop table added');
    }
  });
});

describe.each(readers)('with the views out of the way, a viewer of %s', (_, territories) => {
  it('reads of each table nothing that its view would not show', async () => {
    const extra = await behind(territories, async (em) => {
      const found: Record<string, number> = {};
      for (const [table, columns] of await shownColumns(em)) {
        const [view] = await rows(
          em,
          'view',
          sql`select 1 where to_regclass(${`seen.${table}`}) is not null`,
        );
        if (!view) continue;
        const list = sql.raw(columns);
        const { count } = await one(
          em,
          sql<{ count: number }>`
            select count(*)::int as count from (
              select ${list} from ${sql.table(table)} except all select ${list} from ${sql.table(`seen.${table}`)}
            ) extra`,
        );
        found[table] = count;
      }
      return found;
    });
    expect(Object.keys(extra).length).toBeGreaterThan(20);
    expect(Object.entries(extra).filter(([, count]) => count > 0)).toEqual([]);
  });

  it('reads nothing of what is nobody’s', async () => {
    const closed = Object.keys(sights).filter((table) => sights[table] === nobodys);
    expect(closed).toContain('access_key');
    await behind(territories, async (em) => {
      for (const attack of [...closed.map((table) => sql`select * from ${sql.table(table)}`), ...withheld]) {
        // What was seen before it is worked out once.
        await rows(em, 'savepoint', sql`savepoint attack`);
        await expect(one(em, attack)).rejects.toMatchObject({ code: '42501' });
        await rows(em, 'back', sql`rollback to attack`);
      }
    });
  });
});

/** Columns that tell of more than their row; what is kept for others; what a reader would write. */
const withheld = [
  sql`select problems from batch`,
  sql`select communes_added from amendment`,
  sql`select home_department_id from convention`,
  sql`select * from seen.rights`,
  sql`select * from seen.kept_subsidy_sum`,
  sql`select * from seen.made_subsidy_sum`,
  sql`update subsidy set amount_cents = 0`,
  sql`delete from access_key`,
  sql`create table mine (n int)`,
];

describe('a statement that names a table by mistake', () => {
  it('reads the amounts of the viewer’s territories, to the cent, and no other', async () => {
    const sum = sql<{ count: number; cents: string }>`
      select count(*)::int as count, coalesce(sum(amount_cents), 0)::text as cents from public.subsidy s`;
    const inside = (department: string) => sql<{ count: number; cents: string }>`
      ${sum} where territory_id in (select part_id from public.territory_part where whole_id = ${department})`;
    const whole = await one(hub.database.fork(), sum);
    for (const department of ['department:49', 'department:44']) {
      const own = await one(hub.database.fork(), inside(department));
      expect(own.count).toBeGreaterThan(0);
      expect(own.count).toBeLessThan(whole.count);
      expect(await seeing(hub, [department], (em) => one(em, sum))).toEqual(own);
    }
  });

  it('reads what of the territories was granted to the viewer alone', async () => {
    const rights = sql<{ rights: string }>`select distinct rights from seen.granted`;
    await seeing(hub, ['department:44'], async () => undefined);
    const found = await behind(['department:49'], (em) => rows(em, 'rights', rights));
    expect(found).toEqual([{ rights: 'department:49' }]);
  });
});
