import { readFileSync } from 'node:fs';
import type { MigrationObject } from '@mikro-orm/core';
import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../../migrations/migrations.js';
import { type Database, openDatabase } from '../../src/db/open.js';
import { rows } from '../../src/db/sql.js';
import { model } from '../../src/hub.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { undoBatch } from '../../src/ingestion/history/undo.js';
import { keepIfMissing } from '../../src/ingestion/landing/kept.js';
import { emptyBase, hubOver, type OwnBase, openHub, type TestHub } from '../hub.js';

/** Ready questions whose answers rest on nothing that the first tables did not hold. */
const figures = [
  '01-couverture-departement',
  '02-couverture-epci',
  '03-communes-sans-ctg',
  '04-fins-prochaines',
  '09-subventions-departement',
  '10-subventions-epci',
  '11-montants-ecartes',
  '13-avancement-departement',
  '14-avancement-dans-le-temps',
];

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
}

/** Tables of the base with their columns, whichever migrations made them. */
const tablesOf = (database: Database): Promise<Table[]> =>
  rows(
    database.fork(),
    'tables',
    sql<Table>`
      select table_name as name, array_agg(column_name::text order by ordinal_position) as columns
      from information_schema.columns
      where table_schema = 'public' and table_name not like 'mikro_orm%' group by 1 order by 1`,
  );

/** The rows of a table in these columns alone, counted and digested. */
async function digestOf(database: Database, { name, columns }: Table): Promise<string> {
  const [digest] = await rows(
    database.fork(),
    'digest',
    sql<{ text: string }>`
      select count(*) || ' ' || md5(string_agg(t::text, '' order by t::text)) as text
      from (select ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(name)}) t`,
  );
  return digest?.text ?? '';
}

/** Columns of the first version that are another table's now. */
const moved: Readonly<Record<string, readonly string[]>> = { plan_node: ['lead'] };
const stayed = ({ name, columns }: Table): Table => ({
  name,
  columns: columns.filter((column) => !moved[name]?.includes(column)),
});

/** What a row of today has of them. */
const movedValues = (name: string) =>
  name === 'plan_node'
    ? sql`jsonb_build_object('lead', (select l.lead from node_lead l where l.plan_node_id = t.id))`
    : sql`'{}'::jsonb`;

/** The rows of a table as texts, each of some thousand of them. */
async function readRows(database: Database, { name }: Table): Promise<string[]> {
  const chunks = await rows(
    database.fork(),
    'read',
    sql<{ text: string }>`
      select jsonb_agg(each.record)::text as text
      from (select to_jsonb(t) || ${movedValues(name)} as record, row_number() over () / 20000 as chunk from ${sql.table(name)} t) each
      group by each.chunk`,
  );
  return chunks.map(({ text }) => text);
}

/** Copies what the old tables can hold. */
async function copyRows(from: Database, to: Database, tables: readonly Table[]): Promise<void> {
  // Read first: inside a transaction, the ORM takes every statement for one of it, even of another base.
  const copied: [Table, string[]][] = [];
  for (const table of tables) copied.push([table, await readRows(from, table)]);
  await to.fork().transactional(async (em) => {
    // Tables refer to each other: their rules are put aside while they fill, and hold again once they are full.
    const rules = await rows(
      em,
      'rules',
      sql<{ table: string; name: string; text: string }>`
        select conrelid::regclass::text as "table", conname as name, pg_get_constraintdef(oid) as text
        from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace`,
    );
    for (const { table, name } of rules) {
      await rows(em, 'putAside', sql`alter table ${sql.table(table)} drop constraint ${sql.ref(name)}`);
    }
    for (const [{ name, columns }, chunks] of copied) {
      const names = sql.join(columns.map((column) => sql.ref(column)));
      for (const chunk of chunks) {
        await rows(
          em,
          'write',
          sql`insert into ${sql.table(name)} (${names})
              select ${names} from jsonb_populate_recordset(null::${sql.table(name)}, ${chunk}::jsonb)`,
        );
      }
    }
    for (const { table, name, text } of rules) {
      const rule = sql`constraint ${sql.ref(name)} ${sql.raw(text)}`;
      await rows(em, 'putBack', sql`alter table ${sql.table(table)} add ${rule}`);
    }
  });
}

/** The first version had none. */
const none = { make: async () => undefined, drop: async () => undefined };

describe('a base made and filled by the first version', () => {
  let present: TestHub;
  let base: OwnBase;
  let migrated: TestHub;
  const before = new Map<Table, string>();

  beforeAll(async () => {
    present = await openHub('demonstration');
    base = await emptyBase();
    const [first] = migrations as [MigrationObject];
    const old = await openDatabase(base.location, { ...model, migrations: [first], views: none });
    await old.migrate();
    const tables = await tablesOf(old);
    await copyRows(present.database, old, tables);
    for (const table of tables) before.set(stayed(table), await digestOf(old, stayed(table)));
    old.markComplete();
    await old.close();

    const database = await openDatabase(base.location, model);
    await database.migrate();
    // As a start does: what the first version did not keep is made up for.
    await database.fork().transactional((em) => keepIfMissing(em as SqlEntityManager));
    migrated = await hubOver(database);
  });
  afterAll(async () => {
    await migrated?.close();
    await base?.drop();
    await present?.close();
  });

  const lost = async () => {
    const changed: string[] = [];
    for (const [table, digest] of before)
      if ((await digestOf(migrated.database, table)) !== digest) changed.push(table.name);
    return changed;
  };

  it('had rows in every table, and keeps them all', async () => {
    expect([...before].filter(([, digest]) => digest.startsWith('0 '))).toEqual([]);
    expect(before.size).toBe(15);
    expect(await lost()).toEqual([]);
  });

  it.each([
    { name: 'node_lead', columns: ['plan_node_id', 'lead', 'batch_revision'] },
    { name: 'plan_node', columns: ['id', 'lead_kind'] },
  ])('has in $name what a base of today has', async (table) => {
    const now = await digestOf(present.database, table);
    expect(now).not.toMatch(/^0 /);
    expect(await digestOf(migrated.database, table)).toBe(now);
  });

  it.each(figures)('gives the same answer to %s', async (name) => {
    const question = readFileSync(`questions/${name}.graphql`, 'utf8');
    const { data, errors } = await migrated.ask(question);
    expect(errors).toBeUndefined();
    expect(data).toEqual((await present.ask(question)).data);
  });

  it('loads and undoes as if it had been made today', async () => {
    const lines = ['territory_code;year_start;amount;nature', '49018;2019;10;réel'];
    const { revision } = await migrated.load(subsidies, lines, { demonstration: true });
    expect(await lost()).toEqual(['batch', 'subsidy']);
    await undoBatch(migrated.database, revision ?? 0, 'tests');
    expect(await lost()).toEqual(['batch']);
  });
});
