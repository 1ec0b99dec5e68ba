import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openHub, type TestHub } from '../hub.js';
import { loadPlans } from './table-fixture.js';

/** What is told of a day that has not come is foreseen, and says so. */
describe('completion on a date to come', () => {
  let hub: TestHub;
  beforeAll(async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: new Date('2025-12-31T12:00:00Z') });
    hub = await openHub('france');
    await loadPlans(hub);
  });
  afterAll(async () => {
    vi.useRealTimers();
    await hub.close();
  });

  const passport = 'passport { expected reported complete }';
  const on = async (date: string) => {
    const { data, errors } = await hub.ask(`{
      convention(reference: "C") {
        completion(on: "${date}") { hint ${passport} }
        overdueActions(on: "${date}") { hint ${passport} }
        reviews(on: ["${date}"]) { completion { hint ${passport} } }
      }
      completionTable(by: [CONVENTION], on: ["${date}"], conventions: ["C"]) {
        hint rows { hint ${passport} } totals { hint } passports { complete }
      }
      statuses: completionTable(by: [STATUS], on: ["${date}"]) { rows { hint } }
    }`);
    expect(errors).toBeUndefined();
    return data;
  };
  const forecast = expect.stringContaining('Date à venir : derniers états connus, échéances projetées.');

  it('says so, and is not complete', async () => {
    const { convention, completionTable: table, statuses } = await on('2026-01-01');
    const told = { hint: forecast, passport: { expected: 1, reported: 1, complete: false } };
    expect(convention.completion).toEqual(told);
    expect(convention.reviews[0].completion).toEqual(told);
    expect(convention.overdueActions.passport.complete).toBe(false);
    expect(table.rows).toEqual([told]);
    expect([table.hint, table.totals, table.passports]).toEqual([
      forecast,
      [{ hint: forecast }],
      [{ complete: false }],
    ]);
    expect(statuses.rows[0].hint).toEqual(forecast);
    expect(statuses.rows[0].hint).toContain('« actionShare »');
  });

  it('says nothing of it today', async () => {
    const { convention, completionTable: table } = await on('2025-12-31');
    const told = { hint: null, passport: { expected: 1, reported: 1, complete: true } };
    expect(convention.completion).toEqual(told);
    expect(convention.reviews[0].completion).toEqual(told);
    expect(table.rows).toEqual([told]);
    expect([table.hint, table.passports]).toEqual([null, [{ complete: true }]]);
  });

  it('says so of a date to come that today is compared to', async () => {
    const { data } = await hub.ask(
      '{ completionTable(by: [], on: ["2025-12-31"], compareTo: "2026-12-31") { hint totals { hint } } }',
    );
    expect(data.completionTable).toEqual({ hint: forecast, totals: [{ hint: null }] });
  });

  it('says so of rates that are compared with those of peers', async () => {
    const peersOn = async (date: string, measure = 'ACTION_RATE') => {
      const { data, errors } = await hub.ask(`{ department(code: "49") {
        completionPeers(on: "${date}", measure: ${measure}) { hint peers } } }`);
      expect(errors).toBeUndefined();
      return data.department.completionPeers;
    };
    const today = await peersOn('2025-12-31');
    const tomorrow = await peersOn('2026-01-01');
    expect(today.peers).toBeGreaterThan(0);
    expect(today.hint ?? '').not.toContain('Date à venir');
    expect(tomorrow.hint).toEqual(forecast);
    const later = await peersOn('2040-01-01');
    expect(later.peers).toBe(0);
    expect(later.hint ?? '').not.toContain('Date à venir');
  });

  it('foresees nothing where nothing is in force', async () => {
    const { data } = await hub.ask('{ department(code: "49") { completion(on: "2040-01-01") { hint } } }');
    expect(data.department.completion.hint).toBe(
      'Aucune convention dont on sache qu’elle est en vigueur à cette date.',
    );
  });
});
