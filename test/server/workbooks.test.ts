import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runningLoads } from '../../src/ingestion/running-loads.js';
import { openHub, type TestHub } from '../hub.js';
import { eventually } from '../setup/eventually.js';

const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const small = 'code insee;exercice;nature;montant;identifiant\n49018;2023;réel;100;a';
const large = [
  'code insee;exercice;nature;montant;identifiant',
  ...Array.from({ length: 4_000 }, (_, at) => `49018;2023;réel;${at};a${at};;;;;;`),
].join('\n');

describe('annotated workbooks over HTTP', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west');
  });
  afterAll(() => hub.close());

  const send = (payload: string, headers: Record<string, string> = {}) =>
    hub.app.inject({
      method: 'POST',
      url: '/loads?name=a.csv&dryRun=oui',
      headers: { 'x-ctg-hub': '1', 'content-type': 'text/csv', ...headers },
      payload,
    });

  it('are made one after the other: a few may wait, the next are told when to come back', async () => {
    const { headers } = await send(small);
    const url = `${headers.location}/annotated.xlsx`;
    const answers = await Promise.all(Array.from({ length: 6 }, () => hub.app.inject(url)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 200, 200, 200, 503, 503]);
    const refused = answers.find(({ statusCode }) => statusCode === 503);
    expect([refused?.json().errors[0].extensions.code, refused?.headers['retry-after']]).toEqual([
      'HUB_BUSY',
      '5',
    ]);
    expect((await hub.app.inject(url)).statusCode).toBe(200);
  });

  it('are work of the place at which their file was taken, and refused to none who sent one', async () => {
    const before = runningLoads(hub.database).length;
    const sent = Array.from({ length: 4 }, () => send(large, { accept: type }));
    await eventually(async () => {
      const ended = runningLoads(hub.database).filter(({ endedAt }) => endedAt !== null);
      expect(ended).toHaveLength(before + 4);
    });
    // All four have ended, and one workbook at least is still to be written.
    const more = await Promise.all(Array.from({ length: 4 }, () => send(small)));
    expect(more.map(({ statusCode }) => statusCode)).toContain(429);
    const answers = await Promise.all(sent);
    expect(answers.map(({ statusCode, headers }) => [statusCode, headers['content-type']])).toEqual(
      Array.from({ length: 4 }, () => [200, type]),
    );
    expect((await send(small)).statusCode).toBe(200);
  });
});
