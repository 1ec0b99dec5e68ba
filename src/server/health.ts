import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Database } from '../db/open.js';
import { lastVerdict } from '../provenance/totals-verdict.sql.js';
import { hasWall } from '../reach/wall.sql.js';
import { type BaseState, readinessOf } from './readiness.js';

const patienceMilliseconds = 2_000;

/** Is it asked how the hub is? An address that only begins like those of probes is none. */
export const isProbe = ({ url, is404 }: FastifyRequest): boolean => url.startsWith('/health/') && !is404;

/**
 * Liveness (the process answers: the base is never asked) apart from readiness (questions may be sent here). Readiness reads what
 * was last found of the figures, and works nothing out.
 */
export function addHealth(
  app: FastifyInstance,
  database: Pick<Database, 'fork' | 'pending'>,
  isStopping: () => boolean = () => false,
  isChecked = false,
): void {
  let asking: Promise<BaseState | null> | null = null;
  app.get('/health/live', () => ({ status: 'live' }));
  app.get('/health/ready', async (_request, reply) => {
    // Probes that come while the base is slow wait for the same answer.
    asking ??= stateOf(database, isChecked).finally(() => {
      asking = null;
    });
    const readiness = readinessOf(isStopping(), await withinPatience(asking));
    return reply.status(readiness.status === 'ready' ? 200 : 503).send(readiness);
  });
}

async function stateOf(
  { fork, pending }: Pick<Database, 'fork' | 'pending'>,
  isChecked: boolean,
): Promise<BaseState | null> {
  try {
    const missing = await pending();
    // What else is asked may be among what is missing.
    if (missing.length > 0) return { pending: missing, verdict: null, hasWall: null };
    const verdict = await lastVerdict(fork());
    return { pending: missing, verdict, hasWall: isChecked ? await hasWall(fork()) : null };
  } catch {
    return null;
  }
}

async function withinPatience(asked: Promise<BaseState | null>): Promise<BaseState | null> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMilliseconds);
  });
  return Promise.race([asked, silence]).finally(() => clearTimeout(timer));
}
