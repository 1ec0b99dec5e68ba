import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backfillReceptions } from '../../migrations/20261125-completeness.js';
import { forgetReceptions, recordReceptions } from '../../src/completeness/reception.sql.js';
import { rows } from '../../src/db/sql.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { openHub, type TestHub } from '../hub.js';
import { loadAt, loadBaugeois, putIndicators, subsidyHeader } from './fixture.js';

const baugeois = 'epci(code: "244900882")';
const counts = 'expected received silent uncertain unknown unexpected conventionsWithUnknownPerimeter';

describe('completeness', () => {
  let hub: TestHub;
  let onTime: number;
  beforeAll(async () => {
    hub = await openHub('france');
    await loadBaugeois(hub);
    // In Paris the night of 31 March is already 1 April.
    onTime = await loadAt(hub, subsidies, '2024-03-31T21:59:00Z', [
      subsidyHeader,
      'r1;commune;49018;2023;2023;100;réel;annuel',
      'r2;commune;49228;;;100;réel;annuel',
      'r3;epci;244900882;2023;2023;100;réel;annuel',
    ]);
    await loadAt(hub, subsidies, '2024-04-01T22:30:00Z', [
      subsidyHeader,
      'r1;commune;49018;2023;2023;101;réel;annuel',
      'r4;commune;49194;2023;2023;100;réel;annuel',
      'r5;commune;49201;2023;2023;100;réel;annuel',
      'r6;commune;49021;2023;2023;100;réel;annuel',
    ]);
    await putIndicators(hub, 2023, ['commune:49018', 'epci:244900882']);
  });
  afterAll(() => hub.close());

  const completenessOf = async (target: string, args: string, fields = counts) => {
    const { data, errors } = await hub.ask(`{ target: ${target} { completeness(${args}) { ${fields} } } }`);
    expect(errors).toBeUndefined();
    return data.target.completeness;
  };
  const unitsOf = async (target: string, args: string, filter = '') => {
    const { units } = await completenessOf(
      target,
      args,
      `units${filter} { nodes { standing timeliness daysLate firstReceivedAt commune { code } convention { reference } batch { revision } } }`,
    );
    return units.nodes;
  };
  const standingsOf = async (target: string, args: string) =>
    Object.fromEntries(
      (await unitsOf(target, args)).map(
        (each: { standing: string; commune: { code: string }; convention: { reference: string } }) => [
          each.commune?.code ?? each.convention.reference,
          each.standing,
        ],
      ),
    );

  it('follows the perimeters of conventions through the year, commune by commune', async () => {
    expect(await completenessOf(baugeois, 'dataset: CONVENTIONS, fiscalYear: 2023')).toEqual({
      expected: 7,
      received: 4,
      silent: 2,
      uncertain: 1,
      unknown: 0,
      unexpected: 0,
      conventionsWithUnknownPerimeter: 1,
    });
    expect(await standingsOf(baugeois, 'dataset: CONVENTIONS, fiscalYear: 2023')).toEqual({
      '49018': 'RECEIVED',
      '49021': 'RECEIVED',
      '49194': 'SILENT',
      '49201': 'UNCERTAIN',
      '49228': 'RECEIVED',
      // Left on 15 March: it was in for a day of the year at least.
      '49138': 'RECEIVED',
      '49237': 'SILENT',
    });
    expect(await standingsOf(baugeois, 'dataset: CONVENTIONS, fiscalYear: 2024')).toEqual({
      '49018': 'RECEIVED',
      '49021': 'RECEIVED',
      // In force again from June on, though not on 1 January.
      '49194': 'RECEIVED',
      '49201': 'UNCERTAIN',
      '49228': 'RECEIVED',
      '49138': 'SILENT',
      '49237': 'RECEIVED',
    });
  });

  it('expects plans and progress of conventions in force, and counts apart what it cannot tell', async () => {
    expect(await completenessOf(baugeois, 'dataset: PLAN_NODES, fiscalYear: 2023')).toMatchObject({
      expected: 4,
      received: 2,
      silent: 2,
      unknown: 1,
      unexpected: 0,
    });
    expect(await standingsOf(baugeois, 'dataset: PLAN_NODES, fiscalYear: 2023')).toEqual({
      'A-1': 'RECEIVED',
      'B-1': 'RECEIVED',
      'D-1': 'UNKNOWN',
      'E-1': 'SILENT',
      'F-1': 'SILENT',
    });
    expect(await standingsOf(baugeois, 'dataset: PROGRESS, fiscalYear: 2023')).toEqual({
      // Only a status without a date could be of 2023; B-1 has no action to follow.
      'A-1': 'UNCERTAIN',
      'C-1': 'UNEXPECTED',
      'D-1': 'UNKNOWN',
      'E-1': 'UNKNOWN',
      'F-1': 'UNKNOWN',
    });
    expect(await completenessOf(baugeois, 'dataset: PROGRESS, fiscalYear: 2022')).toMatchObject({
      expected: 1,
      received: 1,
    });
  });

  it('expects subsidies of communes under a convention, each nature for itself, and keeps the EPCI apart', async () => {
    const fields = `${counts} nature ratio { numerator denominator value } epcis { numerator denominator }`;
    expect(await completenessOf(baugeois, 'dataset: SUBSIDIES, fiscalYear: 2023', fields)).toEqual({
      nature: 'REAL',
      expected: 4,
      received: 2,
      silent: 1,
      uncertain: 1,
      unknown: 1,
      unexpected: 1,
      conventionsWithUnknownPerimeter: 1,
      ratio: { numerator: 2, denominator: 4, value: 0.5 },
      epcis: { numerator: 1, denominator: 1 },
    });
    expect(await standingsOf(baugeois, 'dataset: SUBSIDIES, fiscalYear: 2023')).toEqual({
      '49018': 'RECEIVED',
      '49021': 'RECEIVED',
      '49138': 'SILENT',
      '49194': 'UNEXPECTED',
      '49201': 'UNKNOWN',
      // Its one amount has no year.
      '49228': 'UNCERTAIN',
    });
    expect(
      await completenessOf(baugeois, 'dataset: SUBSIDIES, fiscalYear: 2023, nature: FORECAST', fields),
    ).toMatchObject({ expected: 4, received: 2, silent: 2, epcis: { numerator: 0, denominator: 1 } });
  });

  it('expects indicators of every commune, and takes a suppressed value for received', async () => {
    expect(
      await completenessOf(
        baugeois,
        'dataset: INDICATORS, fiscalYear: 2023',
        `${counts} epcis { numerator denominator }`,
      ),
    ).toEqual({
      expected: 7,
      received: 1,
      silent: 6,
      uncertain: 0,
      unknown: 0,
      unexpected: 0,
      conventionsWithUnknownPerimeter: 0,
      epcis: { numerator: 1, denominator: 1 },
    });
  });

  it('gives every data set at once, and refuses the one of which nothing is expected', async () => {
    const { data } = await hub.ask(
      `{ ${baugeois} { completenessByDataset(fiscalYear: 2023) { dataset label unit expected received nature definition } } }`,
    );
    const list = data.epci.completenessByDataset as Record<string, unknown>[];
    expect(
      list.map(({ dataset, unit, expected, received, nature }) => [
        dataset,
        unit,
        expected,
        received,
        nature,
      ]),
    ).toEqual([
      ['CONVENTIONS', 'COMMUNE', 7, 4, null],
      ['PLAN_NODES', 'CONVENTION', 4, 2, null],
      ['PROGRESS', 'CONVENTION', 1, 0, null],
      ['SUBSIDIES', 'COMMUNE', 4, 2, 'REAL'],
      ['INDICATORS', 'COMMUNE', 7, 1, null],
    ]);
    const { errors } = await hub.ask(`{ ${baugeois} { completeness(dataset: AMENDMENTS) { expected } } }`);
    expect(errors?.[0]?.extensions.code).toBe('NOTHING_EXPECTED');
  });

  it('knows neither on time nor late without a due date, but knows who is silent', async () => {
    const args = 'dataset: SUBSIDIES, fiscalYear: 2023';
    const timed = await completenessOf(baugeois, args, 'dueOn onTime late awaited missing');
    expect(timed).toEqual({ dueOn: null, onTime: 0, late: 0, awaited: 0, missing: 0 });
    expect(await unitsOf(baugeois, args, '(standings: [SILENT])')).toMatchObject([
      { commune: { code: '49138' }, timeliness: 'NO_CAMPAIGN', firstReceivedAt: null, batch: null },
    ]);
  });

  describe('against a due date', () => {
    const args = 'dataset: SUBSIDIES, fiscalYear: 2023';
    const setDue = (dueOn: string, nature = 'REAL', dataset = 'SUBSIDIES') =>
      hub.ask(
        `mutation { setCampaign(dataset: ${dataset}, fiscalYear: 2023, dueOn: ${dueOn}, author: "Caf 49", nature: ${nature}) { dataset fiscalYear nature dueOn author } }`,
      );
    const times = 'dueOn onTime late awaited missing received silent';
    const em = () => hub.database.fork();

    it('is on time by the first batch still there, whatever corrects it later, and late by days in Paris', async () => {
      expect((await setDue('"2024-03-31"')).data.setCampaign).toEqual({
        dataset: 'SUBSIDIES',
        fiscalYear: 2023,
        nature: 'REAL',
        dueOn: '2024-03-31',
        author: 'Caf 49',
      });
      expect(await completenessOf(baugeois, args, times)).toEqual({
        dueOn: '2024-03-31',
        onTime: 1,
        late: 1,
        awaited: 0,
        missing: 1,
        received: 2,
        silent: 1,
      });
      const [bauge, beaufort] = await unitsOf(baugeois, args, '(standings: [RECEIVED])');
      expect(bauge).toMatchObject({
        commune: { code: '49018' },
        timeliness: 'ON_TIME',
        daysLate: 0,
        firstReceivedAt: '2024-03-31T21:59:00.000Z',
        batch: { revision: onTime },
      });
      // Its forecast came a year before: that is not its real amount.
      expect(beaufort).toMatchObject({ commune: { code: '49021' }, timeliness: 'LATE', daysLate: 2 });
      expect(await unitsOf(baugeois, args, '(states: [MISSING])')).toMatchObject([
        { commune: { code: '49138' } },
      ]);
    });

    it('keeps a due date for each nature', async () => {
      await setDue('"2023-02-09"', 'FORECAST');
      expect(await completenessOf(baugeois, `${args}, nature: FORECAST`, times)).toMatchObject({
        dueOn: '2023-02-09',
        onTime: 0,
        late: 2,
        missing: 2,
      });
      const { data } = await hub.ask('{ campaigns { totalCount nodes { dataset nature dueOn } } }');
      expect(data.campaigns).toEqual({
        totalCount: 2,
        nodes: [
          { dataset: 'SUBSIDIES', nature: 'FORECAST', dueOn: '2023-02-09' },
          { dataset: 'SUBSIDIES', nature: 'REAL', dueOn: '2024-03-31' },
        ],
      });
    });

    it('is late when the batch that was on time is undone', async () => {
      await forgetReceptions(em(), onTime);
      expect(await completenessOf(baugeois, args, times)).toMatchObject({ onTime: 0, late: 2, received: 2 });
      await rows(em(), 'redo', sql`update subsidy set batch_revision = ${onTime} where reference = 'r1'`);
      await recordReceptions(em(), onTime);
      expect(await completenessOf(baugeois, args, times)).toMatchObject({ onTime: 1, late: 1 });
    });

    it('awaits what is not due yet', async () => {
      await setDue('"2999-12-31"');
      expect(await completenessOf(baugeois, args, times)).toMatchObject({
        onTime: 2,
        late: 0,
        awaited: 1,
        missing: 0,
      });
    });

    it('dates a plan by its first batch, for every year of its convention', async () => {
      await setDue('"2023-02-01"', 'REAL', 'PLAN_NODES');
      expect(await completenessOf(baugeois, 'dataset: PLAN_NODES, fiscalYear: 2023', times)).toMatchObject({
        onTime: 2,
        late: 0,
        missing: 2,
      });
    });

    it('dates a commune that an amendment brings by the amendment', async () => {
      const year = 'dataset: CONVENTIONS, fiscalYear: 2024';
      const { errors } = await hub.ask(
        'mutation { setCampaign(dataset: CONVENTIONS, fiscalYear: 2024, dueOn: "2024-06-30", author: "Caf 49") { nature } }',
      );
      expect(errors).toBeUndefined();
      const late = await unitsOf(baugeois, year, '(states: [LATE])');
      expect(
        late.map(({ commune, daysLate }: { commune: { code: string }; daysLate: number }) => [
          commune.code,
          daysLate,
        ]),
      ).toEqual([
        ['49237', 1],
        ['49194', 1],
      ]);
    });

    it('takes a due date back, and refuses one that makes no sense', async () => {
      expect((await setDue('null')).data.setCampaign).toBeNull();
      expect((await completenessOf(baugeois, args, times)).dueOn).toBeNull();
      expect((await setDue('"2024-01-01"', 'REAL', 'AMENDMENTS')).errors?.[0]?.extensions.code).toBe(
        'NOTHING_EXPECTED',
      );
      const { errors } = await hub.ask(
        'mutation { setCampaign(dataset: PROGRESS, fiscalYear: 1900, dueOn: "2024-01-01", author: "Caf 49") { dueOn } }',
      );
      expect(errors?.[0]?.extensions.code).toBe('INVALID_FISCAL_YEAR');
    });
  });

  it('fills an existing base with what its rows still tell', async () => {
    const em = hub.database.fork();
    const all = sql<object>`
      select dataset, unit_id, fiscal_year, nature, batch_revision from reception where dataset <> 'INDICATORS' order by 1, 2, 3, 4, 5`;
    await rows(em, 'clear', sql`delete from reception`);
    for (let revision = 1; revision <= 10; revision++) await recordReceptions(em, revision);
    const recorded = await rows(em, 'recorded', all);
    await rows(em, 'clear', sql`delete from reception`);
    await rows(em, 'backfill', sql.raw(backfillReceptions));
    expect(recorded.length).toBeGreaterThan(30);
    expect(await rows(em, 'backfilled', all)).toEqual(recorded);
  });
});
