import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import { openHub, type TestHub } from '../hub.js';

/** Invented figures must never be taken for facts: every record and every passport says what they are. */
describe('marks of the demonstration', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('demonstration');
  });
  afterAll(() => hub.close());

  it.each(['convention', 'amendment', 'plan_node', 'progress_entry', 'subsidy'])(
    'are on every record of %s',
    async (table) => {
      const [count] = await rows(
        hub.database.fork(),
        'marks',
        sql<{ marked: number; all: number }>`
        select count(*) filter (where demonstration)::int as "marked", count(*)::int as "all" from ${sql.table(table)}`,
      );
      expect(count?.all).toBeGreaterThan(0);
      expect(count?.marked).toBe(count?.all);
    },
  );

  it('are in every passport, whatever the territory, even where nothing is reported', async () => {
    const measures = `ctgCoverage(on: "2025-12-31") { passport { demonstration } }
      subsidies(fiscalYear: 2024) { passport { demonstration } amounts(first: 2) { nodes { demonstration } } }
      completion(on: "2025-12-31") { passport { demonstration } }`;
    const { data, errors } =
      await hub.ask(`{ hub { demonstration } commune(code: "49018") { ${measures} } epci(code: "244900882") { ${measures} }
      department(code: "49") { ${measures} } region(code: "52") { ${measures} } country { ${measures} } elsewhere: commune(code: "01001") { ${measures} }
      conventions(first: 3) { nodes { demonstration ${measures} amendments { demonstration }
        planNodes(kinds: [ACTION], first: 3) { nodes { demonstration progress { demonstration source { batch { demonstration } } } } } } } }`);
    expect(errors).toBeUndefined();
    const marks = [...JSON.stringify(data).matchAll(/"demonstration":(true|false)/g)].map(([, mark]) => mark);
    expect(marks.length).toBeGreaterThan(40);
    expect(marks).not.toContain('false');
  });

  it('cover the whole reporting year: late, silent, expiring, renewed', async () => {
    const { data } = await hub.ask(`{ department(code: "49") {
      ctgCoverage(on: "2025-12-31") { communes { numerator denominator } population { value } unknown { communes } }
      next: ctgCoverage(on: "2027-01-01") { population { value } }
      completion(on: "2026-06-30") { conventions actions { known overdue unknown } passport { expected reported complete } }
      real: subsidies(fiscalYear: 2025) { bySector { sector } passport { expected reported complete } setAside(first: 1) { totalCount } }
      forecast: subsidies(fiscalYear: 2026, nature: FORECAST) { state } } }`);
    const { ctgCoverage, next, completion, real, forecast } = data.department;
    expect(ctgCoverage.communes).toEqual({ numerator: 123, denominator: 176 });
    expect(ctgCoverage.unknown.communes).toBe(1);
    // Several large communes' conventions end with 2026.
    expect(ctgCoverage.population.value).toBeGreaterThan(0.85);
    expect(next.population.value).toBeLessThan(0.6);
    expect(completion.passport.reported).toBeLessThan(completion.passport.expected);
    expect(completion.actions.overdue).toBeGreaterThan(20);
    expect(real.bySector.length).toBeGreaterThanOrEqual(10);
    expect(real.passport.complete).toBe(false);
    expect(real.setAside.totalCount).toBeGreaterThan(0);
    expect(forecast.state).toBe('REPORTED');
  });
});
