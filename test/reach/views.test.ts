import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { wrongKept } from '../../src/ingestion/landing/kept.js';
import { openHub, type TestHub } from '../hub.js';
import { seeing } from './seeing.js';

let hub: TestHub;
beforeAll(async () => {
  hub = await openHub('west_demonstration');
});
afterAll(() => hub.close());

describe('what is seen of some territories', () => {
  it.each([
    ['a département', ['department:49']],
    ['an EPCI and a commune', ['epci:200060010', 'commune:49007']],
    ['two communes', ['commune:49007', 'commune:49328']],
    ['nothing that has data', ['department:53']],
  ])('of %s, all that is kept follows from the records that are seen', async (_, territories) => {
    const wrong = await seeing(hub, territories, wrongKept);
    expect(Object.fromEntries(Object.entries(wrong).filter(([, count]) => count > 0))).toEqual({});
  });
});
