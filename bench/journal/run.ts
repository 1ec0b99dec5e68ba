import 'reflect-metadata';
import { pino } from 'pino';
import { readConfig } from '../../src/config.js';
import { fillDatabase } from '../../src/content/fill.js';
import { openDatabase } from '../../src/db/open.js';
import { createSchema } from '../../src/graphql/schema.js';
import { model, resolvers } from '../../src/hub.js';
import { createHttpServer, type HttpServer } from '../../src/server/http.js';

/** What the journal costs an answer that is kept ready: processor time of a request, with and without, by turns. */
const question = '{ department(code: "49") { name ctgCoverage { communes { numerator denominator } } } }';
const requests = 2_000;
const rounds = 21;

const database = await openDatabase({ kind: 'memory', template: null }, model);
await database.migrate();
await fillDatabase(database, 'FACTS', () => undefined);
const schema = await createSchema([...resolvers]);
const config = readConfig({}, []);
const open = (keepsJournal: boolean) =>
  createHttpServer(database, schema, pino({ level: 'silent' }), {
    ...config,
    keepsJournal,
    protection: { ...config.protection, answersPerMinute: 0 },
  });
const servers = { without: await open(false), with: await open(true) };

async function ask({ app }: HttpServer, count: number): Promise<void> {
  for (let asked = 0; asked < count; asked += 1) {
    const { statusCode } = await app.inject({
      method: 'POST',
      url: '/graphql',
      payload: { query: question },
    });
    if (statusCode !== 200) throw new Error(`Answered ${statusCode}`);
  }
}

const microseconds: Record<keyof typeof servers, number[]> = { without: [], with: [] };
for (const server of Object.values(servers)) await ask(server, requests);
for (let round = 0; round < rounds; round += 1) {
  for (const [name, server] of Object.entries(servers)) {
    const before = process.cpuUsage();
    await ask(server, requests);
    const { user, system } = process.cpuUsage(before);
    microseconds[name as keyof typeof servers].push((user + system) / requests);
  }
}
await servers.with.journal?.flush();

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
const [without, kept] = [median(microseconds.without), median(microseconds.with)];
console.log(`without a journal  ${without.toFixed(1)} µs a request`);
console.log(`with one           ${kept.toFixed(1)} µs a request`);
console.log(`ratio              ${(kept / without).toFixed(3)}`);
for (const server of Object.values(servers)) await server.close();
await database.close();
