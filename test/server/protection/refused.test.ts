import { setTimeout as wait } from 'node:timers/promises';
import fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.js';
import { httpLimits } from '../../../src/server/protection/http-limits.js';
import { Traffic } from '../../../src/server/protection/traffic.js';
import { addViewers } from '../../../src/server/viewers.js';
import { openHub, type TestHub } from '../../hub.js';

const table = (code: string) =>
  `coverageTable(within: { kind: EPCI, code: "${code}" }, by: [COMMUNE], on: ["2024-12-31"]) { totalCount }`;
const large = Array.from(
  'abcdefgh',
  (alias) => `${alias}: coverageTable(within: { kind: DEPARTMENT, code: "49" }, by: [COMMUNE, DATE],
    between: { from: "2020-01-01", to: "2024-12-31", step: MONTH }, first: 1) { totalCount }`,
);
const known = table('244900882');

describe('a question that is refused', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
  });
  afterAll(() => hub.close());

  it.each([
    `{ a: ${known} b: subsidyTable(by: [SECTOR], fiscalYears: [2023], first: 1000000) { totalCount } }`,
    `{ a: ${known} b: subsidyTable(by: [SECTOR], fiscalYears: [2023], natures: [REAL, FORECAST]) { totalCount } c: ${known} }`,
    // Too large together, which is known when the first of them has been let through.
    `{ ${large.join('\n')} }`,
    `{ a: ${known} b: coverageTable(by: [COMMUNE], on: ["1900-01-01"]) { totalCount } }`,
  ])('has no table worked out, wherever it is wrong: %s', async (query) => {
    for (const _ of ['read', 'known']) {
      const { errors, data, queries } = await hub.ask(query);
      await wait(100);
      expect([errors?.length, data]).toEqual([1, null]);
      expect(queries.filter((name) => /Table$/.test(name))).toEqual([]);
    }
    // What it has taken is given back.
    expect((await hub.ask(`{ ${known} }`)).data).toEqual({ coverageTable: { totalCount: 7 } });
  });

  it('has nothing of a territory read beside what is refused of it', async () => {
    const covered = (on: string) => `ctgCoverage(on: "${on}") { communes { value } }`;
    const query = `{ department(code: "49") { ${covered('2024-12-31')} late: ${covered('2100-01-01')} } }`;
    const { errors, data, queries } = await hub.ask(query);
    await wait(100);
    expect([errors?.[0]?.extensions.code, data]).toEqual(['DATE_OUT_OF_RANGE', { department: null }]);
    expect(queries).toEqual(['territoriesById']);
  });

  it('keeps its turn until what is left of it has ended', async () => {
    const { protection } = readConfig({ CTG_HUB_CONCURRENT_ANSWERS: '1' }, []);
    const traffic = new Traffic(protection, httpLimits);
    const app = fastify();
    const left = Promise.withResolvers<void>();
    await app.register(async (scope) => {
      addViewers(scope, null);
      traffic.countWork(scope);
      scope.get('/refused', async (request) => {
        traffic.keepTurn(request, () => left.promise);
        return 'refused';
      });
      scope.get('/whole', async (request) => {
        traffic.keepTurn(request, () => null);
        return 'whole';
      });
    });
    const get = async (url: string) => (await app.inject(url)).body;
    expect(await get('/whole')).toBe('whole');
    expect(await get('/refused')).toBe('refused');
    const next = get('/whole');
    expect(await Promise.race([next, wait(200, 'waits')])).toBe('waits');
    left.resolve();
    expect(await next).toBe('whole');
    await app.close();
  });
});
