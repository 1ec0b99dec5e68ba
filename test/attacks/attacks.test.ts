import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { openHub, type TestHub } from '../hub.js';
import { type Attack, ask } from './attack.js';
import { documentAttacks } from './document-attacks.js';
import { longTextAttacks } from './long-text-attacks.js';
import { requestAttacks } from './request-attacks.js';
import { impatient, traffic, trafficAttacks } from './traffic-attacks.js';

const ofOne: readonly Attack[] = [...documentAttacks, ...requestAttacks, ...longTextAttacks];
const attacks: readonly Attack[] = [...ofOne, ...trafficAttacks];
/** No attack may take so much of the processor, in milliseconds. */
const longest = 10_000;
/** Of this process, in which the hubs are: whatever else the machine does. */
const worked = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

describe('a hub that listens', () => {
  let hub: TestHub;
  let closed: TestHub;
  let small: TestHub;
  const addresses = { open: '', closed: '', small: '' };
  beforeAll(async () => {
    hub = await openHub('facts', { answerCacheBytes: 2 ** 20, keepsJournal: true });
    const { protection } = readConfig({ CTG_HUB_INTROSPECTION: 'no', CTG_HUB_ANSWERS_PER_MINUTE: '0' }, []);
    closed = await openHub('france', { protection });
    const bounded = { ...readConfig({}, []).protection, ...traffic };
    small = await openHub('france', { protection: bounded, limits: impatient });
    addresses.open = await hub.app.listen({ host: '127.0.0.1', port: 0 });
    addresses.small = await small.app.listen({ host: '127.0.0.1', port: 0 });
    addresses.closed = await closed.app.listen({ host: '127.0.0.1', port: 0 });
  });
  afterAll(async () => {
    await hub.close();
    await closed.close();
    await small.close();
  });
  // Whatever was tried, the hub is there for the next who asks.
  afterEach(async () => expect(await ask(addresses.open, '{ hub { demonstration } }')).toBe('200 answer'));

  it.each(ofOne)('$family: $name', async ({ name, attempt, expected }) => {
    const before = worked();
    const address = name.includes('introspection closed') ? addresses.closed : addresses.open;
    expect(await attempt(address)).toBe(expected);
    expect(worked() - before).toBeLessThan(longest);
  });

  it.each(trafficAttacks)('$family: $name', async ({ attempt, expected }) => {
    expect(await attempt(addresses.small)).toBe(expected);
  });
});

describe('docs/security.md', () => {
  it('tells of every attack that is tried, and what comes of it', () => {
    const rows = attacks.map(
      ({ family, name, expected }) => `| ${family} | ${name} | ${expected.replaceAll('; ', '<br>')} |`,
    );
    const table = ['| Family | What is tried | What comes of it |', '| --- | --- | --- |', ...rows].join(
      '\n',
    );
    const path = 'docs/security.md';
    const text = readFileSync(path, 'utf8');
    const [before = '', rest = ''] = text.split('<!-- attacks -->\n');
    const [, after = ''] = rest.split('\n<!-- end of attacks -->');
    const whole = `${before}<!-- attacks -->\n${table}\n<!-- end of attacks -->${after}`;
    if (process.env.UPDATE_ATTACKS) writeFileSync(path, whole);
    expect(readFileSync(path, 'utf8')).toBe(whole);
  });
});
