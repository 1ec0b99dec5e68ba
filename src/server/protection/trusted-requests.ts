import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HubError } from '../../errors.js';
import { digestOf, type TrustedDocuments } from './trusted-documents.js';

/**
 * Puts the text of a trusted document in the place of its name, before anyone reads the request: whatever follows, the kept
 * answers among it, sees an ordinary question. Names come as `documentId`, `id` or `doc_id` (Relay), or by the hash of a persisted
 * query (Apollo).
 */
export function addTrustedDocuments(
  scope: FastifyInstance,
  documents: TrustedDocuments,
  only: boolean,
): void {
  if (documents.size === 0 && !only) return;
  scope.addHook('preHandler', async (request) => {
    const asked = (request.method === 'POST' ? request.body : request.query) as Record<
      string,
      unknown
    > | null;
    if (typeof asked !== 'object' || asked === null) return;
    if (typeof asked.query === 'string') {
      if (only && !documents.has(digestOf(asked.query)))
        throw new HubError('OPERATION_NOT_TRUSTED', undefined);
      return;
    }
    const id = idOf(asked);
    const text = id === null ? undefined : documents.get(id.replace(/^sha256:/, ''));
    if (text !== undefined) replace(request, asked, text);
    else if (only) throw new HubError('OPERATION_NOT_TRUSTED', undefined);
    // A persisted query that the hub does not know is for Apollo, whose clients then send its text.
    else if (id !== null && !('extensions' in asked))
      throw new HubError('OPERATION_NOT_FOUND', { id: id.slice(0, 80) });
  });
}

function idOf({ documentId, id, doc_id, extensions }: Record<string, unknown>): string | null {
  const named = [documentId, id, doc_id].find((each) => typeof each === 'string');
  if (typeof named === 'string') return named;
  const hash = (parsed(extensions) as { persistedQuery?: { sha256Hash?: unknown } } | null)?.persistedQuery
    ?.sha256Hash;
  return typeof hash === 'string' ? hash : null;
}

function parsed(extensions: unknown): unknown {
  if (typeof extensions !== 'string') return extensions;
  try {
    return JSON.parse(extensions);
  } catch {
    return null;
  }
}

function replace(request: FastifyRequest, asked: Record<string, unknown>, text: string): void {
  const { documentId, id, doc_id, extensions, ...rest } = asked;
  if (request.method === 'POST') {
    request.body = { ...rest, query: text };
    return;
  }
  const parameters = new URLSearchParams({ ...(rest as Record<string, string>), query: text });
  // Apollo reads the address itself.
  request.raw.url = `/graphql?${parameters}`;
}
