import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';

/** What came of an attempt: the status and the code of the answer, or in words what else happened. */
export type Outcome = string;

/** One published attack, tried on a hub that listens. */
export interface Attack {
  readonly family: string;
  readonly name: string;
  /** Of its row in `docs/security.md`; the test holds the two to each other. */
  readonly expected: Outcome;
  readonly attempt: (address: string) => Promise<Outcome>;
}

interface Answered {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/** Whatever an answer says, it never tells what the hub is made of. */
const inside =
  /\bat [\w.<>]+ \(|node_modules|\.[jt]s:\d|\bselect\b.+\bfrom\b|fastify|apollo-server|\bpg_\w|postgres|node:internal|\/work\/|dist\/src/i;

export async function send(address: string, init: RequestInit & { path?: string } = {}): Promise<Answered> {
  const { path = '/graphql', ...rest } = init;
  const response = await fetch(`${address}${path}`, { redirect: 'manual', ...rest });
  const text = await response.text();
  if (response.status >= 400 && inside.test(text))
    throw new Error(`Something of the hub shows: ${text.slice(0, 300)}`);
  return { status: response.status, text, headers: response.headers };
}

/** `400 CODE`, or `200 réponse` of an ordinary answer. */
export function outcomeOf({ status, text }: Pick<Answered, 'status' | 'text'>): Outcome {
  const errors = text.startsWith('{')
    ? (JSON.parse(text).errors as { extensions: { code: string } }[] | undefined)
    : undefined;
  return `${status} ${errors ? [...new Set(errors.map(({ extensions }) => extensions.code))].sort().join(', ') : 'answer'}`;
}

/** Asks for the type under which the status tells of what is wrong with a document. */
export const json = { 'content-type': 'application/json', accept: 'application/graphql-response+json' };

export const ask = async (
  address: string,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<Outcome> =>
  outcomeOf(
    await send(address, { method: 'POST', headers: json, body: JSON.stringify({ query, variables }) }),
  );

export const post = async (address: string, body: string | Buffer, headers: Record<string, string> = json) =>
  outcomeOf(
    await send(address, {
      method: 'POST',
      headers,
      body: typeof body === 'string' ? body : new Uint8Array(body),
    }),
  );

export const get = async (address: string, path: string, headers: Record<string, string> = {}) =>
  outcomeOf(await send(address, { path, headers }));

/** Writes bytes as they are, and tells what comes back before the connection ends. */
export function raw(
  address: string,
  text: string,
  more?: (write: (text: string) => void) => void,
): Promise<Outcome> {
  const { hostname, port } = new URL(address);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname);
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    const end = () => {
      const [, status] = /^HTTP\/1\.1 (\d+)/.exec(answer) ?? [];
      const [, body = ''] = answer.split('\r\n\r\n');
      if (inside.test(body)) reject(new Error(`Something of the hub shows: ${body}`));
      resolve(status ? outcomeOf({ status: Number(status), text: body }) : 'closed');
    };
    socket.on('close', end);
    socket.on('error', end);
    socket.write(text);
    more?.((next) => socket.writable && socket.write(next));
  });
}

export const bomb = (bytes: number): Buffer => gzipSync(Buffer.alloc(bytes, ' '));
