import { describe, expect, it } from 'vitest';
import { HubClient } from '../../src/commands/access/hub-client.js';
import type { Transport } from '../../src/commands/access/transport.js';
import { interruptible } from '../../src/commands/interruption.js';

const progress = { phase: 'LANDING', rowsRead: 3, fraction: 0 } as const;
const running = Response.json({ id: 'one', progress, report: null });
const stopped = Response.json(
  {
    errors: [
      { message: 'Arrêté à votre demande : rien n’a été écrit.', extensions: { code: 'LOAD_STOPPED' } },
    ],
  },
  { status: 409 },
);

/** A hub that answers in turn, and what it was asked. */
function hubThat(...answers: Response[]) {
  const asked: string[] = [];
  const transport: Transport = {
    send: async ({ method, path }) => {
      asked.push(`${method} ${path}`);
      return answers.shift()?.clone() ?? running.clone();
    },
    close: async () => undefined,
  };
  return { hub: new HubClient(transport), asked };
}

describe('Ctrl+C while a file is loaded', () => {
  it('has the hub stop, and tells how the load ended', async () => {
    const said: string[] = [];
    const { hub, asked } = hubThat(running, running, running, stopped);
    const ended = interruptible({ say: (text = '') => said.push(text) }, (stop) =>
      hub.load(
        'file.csv',
        { name: 'file.csv' },
        () => {
          // Twice at once, as npm and the terminal give it: one gesture.
          if (asked.length === 2) for (const _ of [1, 2]) process.emit('SIGINT');
        },
        stop,
      ),
    );
    await expect(ended).rejects.toThrow('Arrêté à votre demande : rien n’a été écrit.');
    expect(asked).toEqual([
      'POST /loads?name=file.csv',
      'GET /loads/one',
      'DELETE /loads/one',
      'GET /loads/one',
    ]);
    expect(said).toEqual([expect.stringContaining('Arrêt demandé')]);
  });

  it('stops one that waits for a place too, and then leaves Ctrl+C to others', async () => {
    const full = Response.json({ errors: [] }, { status: 429, headers: { 'retry-after': '60' } });
    const { hub, asked } = hubThat(full);
    const before = process.listenerCount('SIGINT');
    const ended = interruptible({ say: () => undefined }, (stop) => {
      setTimeout(() => process.emit('SIGINT'), 50);
      return hub.load('file.csv', {}, () => undefined, stop);
    });
    await expect(ended).rejects.toMatchObject({ code: 'LOAD_STOPPED' });
    expect(asked).toHaveLength(1);
    expect(process.listenerCount('SIGINT')).toBe(before);
  });
});
