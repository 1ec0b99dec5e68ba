import { alternate, jobOf } from '../measure/alternate.js';
import { Clients } from '../measure/clients.js';
import { short } from '../report/markdown.js';
import { startOwn } from '../servers/server.js';

/** What Apollo and one statement that reads nothing cost: no answer of the hub can be quicker. */
export async function least(base: string): Promise<string> {
  const server = await startOwn('least', 'least', base);
  const clients = new Clients();
  const job = jobOf({
    address: server.address,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: '{ one }' }),
    status: 200,
  });
  try {
    const ways = [{ name: 'least', server, job }];
    const [alone] = await alternate(ways, 1, clients);
    const [together] = await alternate(ways, 16, clients);
    if (!alone || !together) throw new Error('Nothing was measured');
    return (
      `Apollo with one field that sends one prepared statement which reads no table: ${short(alone.median)} ms at one client ` +
      `(${short(alone.cpu)} ms of CPU), ${short(together.median)} ms at sixteen.`
    );
  } finally {
    clients.stop();
    await server.stop();
  }
}
