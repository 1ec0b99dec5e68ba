import pg from 'pg';
import { batches } from './batches.sql.js';
import { conventionStatements } from './conventions.sql.js';
import { keysOf } from './keys.js';
import { planStatements } from './plans.sql.js';
import type { Size } from './size.js';
import { subsidyStatements } from './subsidies.sql.js';

const tables = [
  'amendment',
  'convention',
  'convention_territory',
  'node_lead',
  'perimeter_member',
  'plan_node',
  'progress_entry',
  'subsidy',
];

/** Writes the synthetic CTG of a size straight into the tables of a base that holds the territories alone. */
export async function generate(url: string, size: Size): Promise<void> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const keys = await keysOf(client, tables);
    const statements = [
      `set synchronous_commit = off`,
      `set maintenance_work_mem = '1GB'`,
      `set work_mem = '256MB'`,
      `set jit = off`,
      batches,
      ...keys.off,
      ...conventionStatements(size),
      ...planStatements,
      ...subsidyStatements(size),
      ...keys.on,
      `insert into hub_state (id, content) values (1, 'FACTS')`,
    ];
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
