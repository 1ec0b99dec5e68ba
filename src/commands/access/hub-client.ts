import { setTimeout as wait } from 'node:timers/promises';
import { HubError } from '../../errors.js';
import type { LoadProgress } from '../../ingestion/load-request.js';
import type { ToldReport } from '../../ingestion/report/told-report.js';
import { fromHeader } from '../../journal/journal.rules.js';
import { ReportedError } from '../reported-error.js';
import type { HubRequest, Transport } from './transport.js';

/** What a load is asked to do, by the names of the upload's options. */
export type LoadTexts = Readonly<Record<string, string>>;

export interface EndedLoad {
  readonly id: string;
  readonly report: ToldReport;
}

interface LoadState {
  readonly id: string;
  readonly progress: LoadProgress;
  readonly report: ToldReport | null;
}

interface ErrorAnswer {
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

const own = { 'x-ctg-hub': '1', [fromHeader]: 'command' };
const firstPause = 20;
const longestPause = 500;

/** What commands ask of a hub. Its refusals are thrown as they were written for their reader. */
export class HubClient {
  constructor(private readonly transport: Transport) {}

  /** @param stop has the hub asked to stop, which then says how the load ended */
  async load(
    path: string,
    texts: LoadTexts,
    onProgress: (progress: LoadProgress) => void,
    stop: AbortSignal,
  ): Promise<EndedLoad> {
    let state = await this.#json<LoadState>(
      {
        method: 'POST',
        path: `/loads?${new URLSearchParams(texts)}`,
        headers: { prefer: 'respond-async', 'content-type': 'application/octet-stream' },
        body: { kind: 'file', path },
      },
      stop,
    );
    let isAskedToStop = false;
    for (let pause = firstPause; state.report === null; pause = Math.min(pause * 1.5, longestPause)) {
      onProgress(state.progress);
      await wait(pause);
      const method = stop.aborted && !isAskedToStop ? 'DELETE' : 'GET';
      if (method === 'DELETE') isAskedToStop = true;
      state = await this.#json<LoadState>({ method, path: `/loads/${state.id}` });
    }
    return { id: state.id, report: state.report };
  }

  async ask<Data>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
    const answer = await this.#json<{ readonly data: Data }>({
      method: 'POST',
      path: '/graphql',
      headers: { 'content-type': 'application/json' },
      body: { kind: 'text', text: JSON.stringify({ query, variables }) },
    });
    return answer.data;
  }

  /** The file at an address, such as a workbook, and the name that the hub gives it. */
  async download(path: string): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
    const response = await this.#send({ method: 'GET', path });
    return {
      name: nameOf(response.headers.get('content-disposition') ?? ''),
      bytes: await response.bytes(),
    };
  }

  close(): Promise<void> {
    return this.transport.close();
  }

  async #json<Answer>(request: HubRequest, stop?: AbortSignal): Promise<Answer> {
    const response = await this.#send(request, stop);
    const answer = (await response.json()) as Answer & ErrorAnswer;
    if (answer.errors?.[0]) throw refusalOf(answer);
    return answer;
  }

  async #send(request: HubRequest, stop?: AbortSignal): Promise<Response> {
    for (;;) {
      const response = await this.transport.send({ ...request, headers: { ...own, ...request.headers } });
      if (response.ok) return response;
      const seconds = Number(response.headers.get('retry-after'));
      const answer = (await response.json()) as ErrorAnswer;
      if (response.status !== 429 || !(seconds > 0)) throw refusalOf(answer);
      await wait(seconds * 1_000, undefined, { signal: stop }).catch(() => {
        throw new HubError('LOAD_STOPPED', undefined);
      });
    }
  }
}

/** Files of the hub have their whole name in this part of the header. */
const nameOf = (disposition: string): string =>
  decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1] ?? '');

const refusalOf = ({ errors = [] }: ErrorAnswer): ReportedError => {
  const [first] = errors;
  return new ReportedError(
    first?.extensions?.code ?? 'UNKNOWN',
    first?.message ?? 'Le hub a refusé la demande.',
  );
};
