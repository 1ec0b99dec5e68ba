import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { planNodes } from '../../src/ingestion/datasets/plan-nodes.dataset.js';
import { progress } from '../../src/ingestion/datasets/progress.dataset.js';
import { openHub, type TestHub } from '../hub.js';

describe('tables of completion', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
  });
  afterAll(() => hub.close());
  it('works', async () => {
    console.log(JSON.stringify(await hub.ask('{ completionTable(by: [REGION, EPCI, THEME, DATE], on: ["2024-12-31","2025-12-31"], compareTo: "2023-12-31") { totalCount totals { key { date } conventions } passports { expected } } }')));
    console.log(JSON.stringify(await hub.ask('{ completionTable(by: [DATE]) { totalCount rows { conventions } totals { key { date } conventions } passports { expected } } }')));
  });
});
