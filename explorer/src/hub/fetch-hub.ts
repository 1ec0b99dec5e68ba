import { sayKeyIsAsked } from './access-key.ts';
import { pageHeaders } from './page-headers.ts';

export const HUB_URL = '/graphql';

const NEEDS_ACCESS = 'Le hub demande de s’identifier. Donnez votre clé d’accès en haut de la page.';

/** Its message is written for the reader of the page, who has no use for a stack. */
export class HubError extends Error {
  override stack = undefined;
}

/** fetch() whose failures are told in French, in the gallery as in the answers of GraphiQL. */
export async function fetchHub(url: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const response = await send(url, init);
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  if (!isJson) throw unexpectedAnswer(response);
  return response;
}

export function unexpectedAnswer({ status }: Response): HubError {
  if (status === 401 || status === 403) return new HubError(NEEDS_ACCESS);
  return new HubError(
    `Le hub a donné une réponse inattendue (code HTTP ${status}). Réessayez dans un instant.`,
  );
}

async function send(url: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  try {
    const headers = new Headers(init?.headers);
    // A reader may write another access in the editor of headers.
    for (const [name, value] of Object.entries(pageHeaders())) {
      if (!headers.has(name)) headers.set(name, value);
    }
    const response = await fetch(url, { ...init, headers });
    if (response.status === 401) sayKeyIsAsked();
    return response;
  } catch {
    throw new HubError('Le hub ne répond pas. Est-il démarré ? La connexion au réseau est-elle bonne ?');
  }
}
