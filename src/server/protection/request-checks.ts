import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HubError } from '../../errors.js';
import { assertValues } from '../../graphql/limits/request-values.js';

/** Looks at what comes with a document before anything else does: its digest, for one, would follow a tower of values down. */
export function addRequestChecks(scope: FastifyInstance): void {
  scope.addHook('preHandler', (request, _reply, done) => {
    if (Array.isArray(request.body)) throw new HubError('BATCH_REFUSED', undefined);
    const { query, ...asked } = askedIn(request);
    // The document is looked at by those who read it, once it is one.
    assertValues(typeof query === 'string' ? asked : { ...asked, query });
    done();
  });
}

/** The parameters of a GraphQL request, of its body or of its address. Apollo says what is wrong with their shapes. */
function askedIn({ method, body, query }: FastifyRequest): Record<string, unknown> {
  if (method === 'POST') return typeof body === 'object' && body !== null ? { ...body } : {};
  const parameters = Object.entries(query as Record<string, unknown>);
  return Object.fromEntries(parameters.map(([name, value]) => [name, parsed(name, value)]));
}

function parsed(name: string, value: unknown): unknown {
  if (typeof value !== 'string' || (name !== 'variables' && name !== 'extensions')) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}
