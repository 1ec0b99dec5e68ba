import { Client } from 'undici';

/** What a process of clients is asked to do: the same request, over and over, by so many at once. */
export interface Job {
  readonly address: string;
  readonly method: 'POST' | 'GET';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  readonly clients: number;
  /** Status that every answer must have. */
  readonly status: number;
  /** It ends after so many requests or so long, whichever is first; each client asks once at least. */
  readonly requests: number;
  readonly milliseconds: number;
}

export interface Done {
  /** Of each request, in milliseconds. */
  readonly latencies: readonly number[];
  readonly milliseconds: number;
  /** Of the last answer. */
  readonly bytes: number;
}

async function work(job: Job): Promise<Done> {
  const { origin, pathname, search } = new URL(job.address);
  const latencies: number[] = [];
  let started = 0;
  let bytes = 0;
  const begun = performance.now();
  const isOver = () => started >= job.requests || performance.now() - begun >= job.milliseconds;
  const ask = async (client: Client) => {
    started += 1;
    const from = performance.now();
    const answer = await client.request({
      path: `${pathname}${search}`,
      method: job.method,
      headers: job.headers,
      body: job.body,
    });
    const body = await answer.body.arrayBuffer();
    latencies.push(performance.now() - from);
    bytes = body.byteLength;
    if (answer.statusCode !== job.status)
      throw new Error(`${answer.statusCode}: ${Buffer.from(body).toString().slice(0, 500)}`);
  };
  await Promise.all(
    Array.from({ length: job.clients }, async () => {
      const client = new Client(origin, { headersTimeout: 0, bodyTimeout: 0 });
      do await ask(client);
      while (!isOver());
      await client.close();
    }),
  );
  return { latencies, milliseconds: performance.now() - begun, bytes };
}

process.on('message', (job: Job) => {
  work(job).then(
    (done) => process.send?.({ done }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
