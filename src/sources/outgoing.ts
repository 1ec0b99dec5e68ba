import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Dispatcher } from 'undici';
import { type AddressRules, checkedLookup, readAddress } from './address.js';
import { type Meter, meterOf, plainBody } from './body.js';
import { failureOf, SourceFailure } from './failure.js';
import { retryAfterOf } from './retry-after.js';

/** What one attempt may cost. */
export interface Limits {
  readonly connectMilliseconds: number;
  /** Longest silence, before an answer and within one. */
  readonly idleMilliseconds: number;
  /** The whole attempt's download, all requests together. */
  readonly totalMilliseconds: number;
  readonly receivedBytes: number;
  readonly inflatedBytes: number;
  /** Largest answer that is read into memory. */
  readonly jsonBytes: number;
  readonly redirects: number;
}

export const defaultLimits: Limits = {
  connectMilliseconds: 10_000,
  idleMilliseconds: 30_000,
  totalMilliseconds: 5 * 60_000,
  receivedBytes: 250_000_000,
  inflatedBytes: 1_000_000_000,
  jsonBytes: 32_000_000,
  redirects: 5,
};

/** The requests of one attempt to pull one source: they share its limits. */
export interface Outgoing {
  /** Downloads to a file. Null when the source says that nothing changed since `condition`. */
  readonly download: (url: URL, file: string, condition?: Condition) => Promise<Condition | null>;
  /** Gets JSON, or posts `body` and gets JSON. The key goes to the machine of `url`, and to no other that it sends to. */
  readonly json: (url: URL, body?: unknown, key?: string | null) => Promise<unknown>;
  readonly close: () => Promise<void>;
}

/** What lets a source answer "nothing changed". */
export interface Condition {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface OutgoingOptions {
  readonly addresses: AddressRules;
  readonly limits: Limits;
  /** Ends the attempt from outside. */
  readonly signal: AbortSignal;
}

type Answer = Dispatcher.ResponseData;
interface Wanted {
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
}

/** Opens what one attempt needs to call a source. What goes wrong is a `SourceFailure`. */
export async function openOutgoing({ addresses, limits, signal }: OutgoingOptions): Promise<Outgoing> {
  // Most hubs call nobody, and it is large.
  const { Agent, request } = await import('undici');
  const ending = AbortSignal.any([signal, AbortSignal.timeout(limits.totalMilliseconds)]);
  const agent = new Agent({
    allowH2: false,
    connect: { timeout: limits.connectMilliseconds, lookup: checkedLookup(addresses) },
    headersTimeout: limits.idleMilliseconds,
    bodyTimeout: limits.idleMilliseconds,
  });
  const received = meterOf(limits.receivedBytes);
  const inflated = meterOf(limits.inflatedBytes);

  async function ask(start: URL, wanted: Wanted): Promise<Answer> {
    let url = readAddress(start, addresses);
    for (let hops = 0; hops <= limits.redirects; hops += 1) {
      const { authorization, ...headers } = wanted.headers;
      const isMeant = authorization !== undefined && url.origin === start.origin;
      const sent = { ...wanted, headers: isMeant ? { ...headers, authorization } : headers };
      const answer = await request(url, { dispatcher: agent, signal: ending, ...sent });
      const next = redirectOf(answer, wanted);
      if (next === null) return answer;
      discard(answer);
      url = readAddress(next, addresses, url);
    }
    throw new SourceFailure('SOURCE_REDIRECTS', `plus de ${limits.redirects} fois.`);
  }

  const plain = (answer: Answer, meters: readonly [Meter, Meter]) => {
    assertOk(answer, limits.receivedBytes);
    return plainBody(answer.body, answer.headers['content-encoding'], meters);
  };

  return {
    download: (url, file, condition) =>
      explained(signal, async () => {
        const answer = await ask(url, { method: 'GET', headers: headersFor(condition), body: null });
        if (answer.statusCode === 304 && (condition?.etag || condition?.lastModified)) {
          discard(answer);
          return null;
        }
        await pipeline([...plain(answer, [received, inflated]), createWriteStream(file)], { signal: ending });
        return conditionOf(answer);
      }),
    json: (url, body, key = null) =>
      explained(signal, async () => {
        const headers = {
          ...commonHeaders,
          accept: 'application/json',
          'content-type': 'application/json',
          ...(key !== null && { authorization: `Bearer ${key}` }),
        };
        const wanted: Wanted =
          body === undefined
            ? { method: 'GET', headers, body: null }
            : { method: 'POST', headers, body: JSON.stringify(body) };
        const answer = await ask(url, wanted);
        const chunks: Buffer[] = [];
        const ownMeter = meterOf(limits.jsonBytes);
        await pipeline(
          [
            ...plain(answer, [received, inflated]),
            async (stream: AsyncIterable<Buffer>) => {
              for await (const chunk of stream) chunks.push(ownMeter(chunk));
            },
          ] as never,
          { signal: ending },
        );
        return parseJson(Buffer.concat(chunks).toString());
      }),
    close: () => agent.destroy(),
  };
}

const commonHeaders = { 'user-agent': 'ctg-hub', 'accept-encoding': 'gzip, br' } as const;

const headersFor = (condition?: Condition) => ({
  ...commonHeaders,
  ...(condition?.etag && { 'if-none-match': condition.etag }),
  ...(condition?.lastModified && { 'if-modified-since': condition.lastModified }),
});

const longestValidator = 1_000;

function conditionOf({ headers }: Answer): Condition {
  const text = (value: string | string[] | undefined) =>
    typeof value === 'string' && value.length <= longestValidator ? value : null;
  return { etag: text(headers.etag), lastModified: text(headers['last-modified']) };
}

/** Where an answer sends the client, or null when it is not a redirect. A question with a body is not turned into one without. */
function redirectOf({ statusCode, headers }: Answer, { method }: Wanted): string | null {
  if (![301, 302, 303, 307, 308].includes(statusCode)) return null;
  const { location } = headers;
  if (typeof location !== 'string') throw new SourceFailure('SOURCE_REDIRECTS', 'sans dire où.');
  if (method === 'POST' && statusCode < 307) {
    throw new SourceFailure('SOURCE_REDIRECTS', 'donnez directement l’adresse finale.');
  }
  return location;
}

function assertOk(answer: Answer, maximum: number): void {
  const { statusCode, headers } = answer;
  if (statusCode === 200) {
    if (Number(headers['content-length'] ?? 0) <= maximum) return;
    discard(answer);
    throw new SourceFailure('SOURCE_TOO_LARGE', `${headers['content-length']} octets annoncés.`);
  }
  discard(answer);
  if (statusCode === 401)
    throw new SourceFailure('SOURCE_KEY', 'elle demande une clé, ou refuse celle qu’elle reçoit.');
  if (statusCode === 404 || statusCode === 410)
    throw new SourceFailure('SOURCE_NOT_FOUND', `réponse ${statusCode}`);
  throw new SourceFailure(
    'SOURCE_HTTP_STATUS',
    `réponse ${statusCode}`,
    retryAfterOf(headers['retry-after'], new Date()),
  );
}

/** An unread body would keep its connection; the error of cutting it short concerns nobody. */
function discard({ body }: Answer): void {
  body.on('error', () => undefined).destroy();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new SourceFailure('SOURCE_ANSWER', 'ce n’est pas du JSON.');
  }
}

async function explained<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (signal.aborted) throw new SourceFailure('SOURCE_TIMEOUT', 'le hub a interrompu l’essai.');
    throw failureOf(error) ?? error;
  }
}
