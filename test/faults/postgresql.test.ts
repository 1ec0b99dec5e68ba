import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it, vi } from 'vitest';
import { openDatabase } from '../../src/db/open.js';
import { poolSize } from '../../src/db/pool.js';
import { rows } from '../../src/db/sql.js';
import { model } from '../../src/hub.js';
import { wrongKept } from '../../src/ingestion/landing/kept.js';
import { hubOver, type TestHub } from '../hub.js';
import { databaseUrl } from '../setup/databases.js';
import { type Cluster, noCluster, smallDisk, startCluster } from './cluster.js';
import { loadFile, questions, totalRows } from './content.js';
import { note } from './notes.js';
import { Readers } from './traffic.js';

const templates = inject('templates');
const noDisk = smallDisk();
if (templates.engine === 'postgresql' && noCluster !== null)
  console.warn(`Faults of PostgreSQL are not tried: ${noCluster}`);

describe.skipIf(templates.engine !== 'postgresql' || noCluster !== null)(
  'a PostgreSQL that breaks under a hub',
  { timeout: 120_000 },
  () => {
    let cluster: Cluster;
    let hub: TestHub;
    const answers = new Map<string, unknown>();

    beforeAll(async () => {
      if (templates.engine !== 'postgresql') return;
      cluster = await startCluster(databaseUrl(templates.server, templates.databases.facts), 400);
      hub = await hubOver(await openDatabase({ kind: 'server', url: cluster.url }, model), {
        maximumUploadBytes: 2 ** 24,
      });
      for (const question of questions) answers.set(question, (await hub.ask(question)).data);
    });
    afterAll(async () => {
      await hub?.close();
      cluster?.remove();
    });

    const ready = async () => (await hub.app.inject('/health/ready')).json();
    const isReady = () =>
      vi.waitFor(async () => expect(await ready()).toMatchObject({ status: 'ready' }), {
        timeout: 30_000,
        interval: 100,
      });
    const isLive = async () => (await hub.app.inject('/health/live')).statusCode;
    afterEach(async () => {
      // Whatever broke, all is as it was: every answer, every figure that is kept.
      await isReady();
      for (const [question, right] of answers) expect((await hub.ask(question)).data).toEqual(right);
      expect(Object.values(await wrongKept(hub.database.fork())).every((wrong) => wrong === 0)).toBe(true);
    });

    it('is told to readers while it is stopped, and comes back by itself', async () => {
      const readers = new Readers(hub, answers, 8);
      await vi.waitFor(() => expect(readers.right).toBeGreaterThan(50), 20_000);
      cluster.stop();
      expect(await ready()).toMatchObject({
        status: 'unavailable',
        conditions: [
          { isMet: true },
          { code: 'DATABASE_REACHABLE', isMet: false },
          { isMet: null },
          { isMet: null },
        ],
      });
      expect(await isLive()).toBe(200);
      await wait(300);
      const before = readers.right;
      cluster.start();
      await isReady();
      await vi.waitFor(() => expect(readers.right).toBeGreaterThan(before + 50), 20_000);
      const traffic = await readers.stop();
      note('PostgreSQL arrêté net, puis relancé, sous 8 lecteurs', traffic);
      expect(traffic.wrong).toEqual([]);
      expect(traffic.refused.DATABASE_UNAVAILABLE).toBeGreaterThan(0);
    });

    it('loses nothing of a load that it stops under, and takes the same file later', async () => {
      const before = await totalRows(hub.database);
      const load = await loadFile(hub, 'b', 8_000);
      await load.reach('LANDING');
      cluster.stop();
      expect(await load.ended()).toMatchObject({ status: 503, code: 'DATABASE_UNAVAILABLE' });
      cluster.start();
      await isReady();
      expect(await totalRows(hub.database)).toEqual(before);
      const again = await loadFile(hub, 'b', 8_000);
      expect(await again.ended()).toMatchObject({ status: 200, added: 8_000 });
      const after = await totalRows(hub.database);
      expect(after.subsidy - before.subsidy).toBe(8_000);
      note('PostgreSQL arrêté net pendant un chargement de 8 000 lignes', { before, after });
      await again.undo();
      expect((await totalRows(hub.database)).subsidy).toBe(before.subsidy);
    });

    it('tells readers when the server gives out no connection', async () => {
      const clients: pg.Client[] = [];
      for (let isFull = false; !isFull; ) {
        const client = new pg.Client(cluster.url);
        client.on('error', () => undefined);
        try {
          await client.connect();
          clients.push(client);
        } catch {
          isFull = true;
        }
      }
      const readers = new Readers(hub, answers, 16);
      await wait(1_000);
      await Promise.all(clients.map((client) => client.end()));
      const before = readers.right;
      await vi.waitFor(() => expect(readers.right).toBeGreaterThan(before + 50), 20_000);
      const traffic = await readers.stop();
      note('Plus une connexion libre sur le serveur, 16 lecteurs', traffic);
      expect(traffic.wrong).toEqual([]);
      expect(traffic.refused).toEqual({ DATABASE_CROWDED: expect.any(Number) });
    });

    it('tells who waits for a connection when slow statements hold them all', async () => {
      const slow = Array.from({ length: poolSize }, () =>
        rows(hub.database.fork(), 'slow', sql`select pg_sleep(11)`),
      );
      const readers = new Readers(hub, answers, 8);
      await Promise.all(slow);
      const traffic = await readers.stop();
      note(`Toutes les connexions du hub (${poolSize}) tenues onze secondes, 8 lecteurs`, traffic);
      expect(traffic.wrong).toEqual([]);
      expect(traffic.refused).toEqual({ DATABASE_CROWDED: expect.any(Number) });
    });

    it.skipIf(noDisk !== null)(
      'keeps everything when its disk is full, and goes on once there is room',
      async () => {
        const before = await totalRows(hub.database);
        cluster.fillDisk(2_000_000);
        const readers = new Readers(hub, answers, 4);
        const load = await loadFile(hub, 'f', 40_000);
        const outcome = await load.ended();
        expect(outcome.status).toBe(503);
        expect(['DATABASE_FULL', 'DATABASE_UNAVAILABLE']).toContain(outcome.code);
        cluster.emptyDisk();
        try {
          cluster.start();
        } catch {
          // A full disk need not have ended it.
        }
        await isReady();
        const traffic = await readers.stop();
        expect(traffic.wrong).toEqual([]);
        expect(await totalRows(hub.database)).toEqual(before);
        const again = await loadFile(hub, 'f', 40_000);
        expect(await again.ended()).toMatchObject({ status: 200, added: 40_000 });
        const after = await totalRows(hub.database);
        expect(after.subsidy - before.subsidy).toBe(40_000);
        note('Disque de PostgreSQL plein pendant un chargement de 40 000 lignes', {
          outcome,
          ...traffic,
          before,
          after,
        });
        await again.undo();
      },
    );
  },
);
