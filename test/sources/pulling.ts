import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'kysely';
import { rows } from '../../src/db/sql.js';
import { load } from '../../src/ingestion/load.js';
import { addressRules } from '../../src/sources/address.js';
import { defaultLimits } from '../../src/sources/outgoing.js';
import { createPuller, type Puller, type PullerOptions } from '../../src/sources/puller.js';
import type { TestHub } from '../hub.js';

/** A puller in a hurry, that may call the test's own servers. */
export function hurriedPuller(hub: TestHub, options: Partial<PullerOptions> = {}): Puller {
  return createPuller(hub.database, {
    load,
    addresses: addressRules(true),
    demonstration: false,
    keys: new Map(),
    report: (reference, error) => console.error(reference, error),
    limits: { ...defaultLimits, idleMilliseconds: 4_000, totalMilliseconds: 10_000 },
    backoff: { firstSeconds: 1, jitter: 0.25 },
    everySeconds: 0.1,
    ...options,
  });
}

export const sourceFields = `
  id name kind dataset url enabled intervalMinutes keyVariable registeredBy failures lastAttemptAt lastSuccessAt nextAttemptAt
  standing { state since code reason isQueued } problems { line code message }
  lastBatch { revision author fileName added changed removed } territory { code }`;

// biome-ignore lint/suspicious/noExplicitAny: the fields of the query above
export type ShownSource = any;

export async function register(hub: TestHub, input: Readonly<Record<string, unknown>>): Promise<ShownSource> {
  const { data, errors } = await hub.ask(
    `mutation ($input: RegisterSourceInput!) { registerSource(input: $input) { ${sourceFields} } }`,
    {
      input: {
        territory: { kind: 'COMMUNE', code: '49018' },
        kind: 'HTTPS_FILE',
        author: 'tests',
        intervalMinutes: 60,
        ...input,
      },
    },
  );
  if (errors) throw new Error(errors[0]?.message);
  return data.registerSource;
}

export async function show(hub: TestHub, id: string): Promise<ShownSource> {
  const { data } = await hub.ask(`{ sources(first: 1000) { nodes { ${sourceFields} } } }`);
  return data.sources.nodes.find((source: ShownSource) => source.id === id);
}

/** Brings the turn of a source forward. */
export const makeDue = (hub: TestHub, id: string) =>
  rows(hub.database.fork(), 'due', sql`update source set next_attempt_at = now() where id = ${id}`);

/** Waits until a source has made an attempt that began after `since`, and shows it. */
export async function attempted(hub: TestHub, id: string, attempts = 1): Promise<ShownSource> {
  for (let waited = 0; waited < 30_000; waited += 20) {
    const source = await show(hub, id);
    const [{ version = 0 } = {}] = await rows(
      hub.database.fork(),
      'version',
      sql<{ version: number }>`select version from source where id = ${id}`,
    );
    if (version > attempts && !source.standing.isQueued) return source;
    await delay(20);
  }
  throw new Error('The source was not pulled in time');
}

export const subsidyHeader =
  'amount_id;territory_kind;territory_code;year_start;year_end;amount;sector;nature;periodicity';
export const subsidyRow = (reference: string, amount: number, commune = '49018') =>
  `${reference};commune;${commune};2023;2023;${amount};petite enfance;réel;annuel`;
export const subsidyFile = (...lines: string[]) => [subsidyHeader, ...lines].join('\n');

export async function totalOf(hub: TestHub, commune = '49018'): Promise<number | null> {
  const { data } = await hub.ask(`{ commune(code: "${commune}") { subsidies(fiscalYear: 2023) { total } } }`);
  return data.commune.subsidies.total;
}
