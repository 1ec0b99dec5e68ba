import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A web server of the test's own, on 127.0.0.1, whose answers the test changes as it goes. */
export interface TestServer {
  readonly url: string;
  /** What it was asked, in order: method, path and the headers that matter. */
  readonly asked: Pick<IncomingMessage, 'method' | 'url' | 'headers'>[];
  answer: (request: IncomingMessage, response: ServerResponse) => void;
  readonly close: () => Promise<void>;
}

export async function startServer(answer: RequestListener): Promise<TestServer> {
  const listener = createServer((request, response) => {
    server.asked.push(request);
    server.answer(request, response);
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const server: TestServer = {
    url: `http://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    asked: [],
    answer,
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        listener.closeAllConnections();
      }),
  };
  return server;
}

/** Answers with a text and status. */
export const says =
  (text: string | Buffer, status = 200, headers: Record<string, string> = {}): RequestListener =>
  (_request, response) =>
    response.writeHead(status, headers).end(text);

/** The whole body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
