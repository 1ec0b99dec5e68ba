import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { questions } from '../asked/questions.js';
import { poolSettings } from './settings.js';

/** Plain SQL behind a bare server: a body is the number of a question and its values, an answer is what PostgreSQL wrote. */
const pool = new pg.Pool({
  ...poolSettings(),
  // The answer stays the text that PostgreSQL wrote.
  types: { getTypeParser: () => (text: string) => text },
});
const texts = new Map(questions.map(({ number, sql }) => [number, sql.text]));

const server = createServer(async (request, response) => {
  try {
    const { question, values } = JSON.parse(await bodyOf(request)) as { question: number; values: unknown[] };
    const text = texts.get(question) ?? '';
    const { rows } = await pool.query<{ answer: string }>({ name: `q${question}`, text, values });
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(rows[0]?.answer);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
});
server.listen(0, '127.0.0.1', () =>
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`),
);

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  request.setEncoding('utf8');
  for await (const piece of request) body += piece;
  return body;
}
