import type { FastifyInstance } from 'fastify';
import { sql } from 'kysely';
import type { Database } from '../db/open.js';
import { rows } from '../db/sql.js';

/** Liveness (the process answers) apart from readiness (the base answers too). */
export function addHealth(app: FastifyInstance, database: Pick<Database, 'fork'>): void {
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    try {
      await rows(database.fork(), 'ready', sql`select 1`);
      return { status: 'ready' };
    } catch {
      return reply.status(503).send({ status: 'unavailable' });
    }
  });
}
