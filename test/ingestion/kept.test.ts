import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CoverageRule, Theme } from '../../src/convention/convention.rules.js';
import { conventionStatesAt } from '../../src/convention/convention-state.sql.js';
import { standingByDay } from '../../src/convention/kept/states.sql.js';
import { coverageOf } from '../../src/coverage/coverage.sql.js';
import { rows } from '../../src/db/sql.js';
import type { Dataset } from '../../src/ingestion/dataset.js';
import { conventions } from '../../src/ingestion/datasets/conventions.dataset.js';
import { datasets } from '../../src/ingestion/datasets/datasets.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { undoBatch } from '../../src/ingestion/history/undo.js';
import { wrongKept } from '../../src/ingestion/landing/kept.js';
import { completionByDay } from '../../src/plan/completion.sql.js';
import { judgedCounts, judgedPlans } from '../../src/plan/completion-counts.sql.js';
import { countsOf, judgedFor } from '../../src/plan/steps/counted.sql.js';
import { openHub, type TestHub } from '../hub.js';
import { propertyRuns } from '../setup/property-runs.js';
import { randomLoads } from './random-loads.js';

const dates = ['2024-02-29', '2024-03-01', '2024-12-31', '2025-03-01'];

/** Of no theme in particular, of one, and of two that an action may bear together. */
const asked = [null, [Theme.YOUTH], [Theme.EARLY_CHILDHOOD, Theme.YOUTH]];

/** Counts of plans with anything in them: judged anew on the day, and as kept. */
const plans = async (hub: TestHub, on: string, themes: readonly Theme[] | null) => {
  const counts = sql`objectives, reached, not_reached, objectives_abandoned, undetermined, without_action, actions, not_started,
    planned, in_progress, completed, permanent, postponed, abandoned, unknown, overdue, undated, rate,
    coalesce(reporting, false) as reporting`;
  const measured = sql`measured as (select reference, ${on}::date as on_day from convention)`;
  const judged = sql`
    with ${measured}, ${judgedPlans(themes)}, counted as (select reference, ${judgedCounts} from judged group by reference)
    select reference, ${counts} from counted`;
  const kept = sql`
    with ${measured}, counted as (${countsOf({ theme: false, status: false }, themes)})
    select reference, ${counts} from counted where objectives + actions > 0`;
  const em = hub.database.fork();
  const sorted = async (name: string, select: typeof kept) =>
    rows(em, name, sql`select * from (${select}) counted order by reference`);
  return { judged: await sorted('judged', judged), kept: await sorted('kept', kept) };
};

/** How many actions of each theme are in each status: judged anew on the day, and as kept. */
const statuses = async (hub: TestHub, on: string, themes: readonly Theme[] | null) => {
  const ofSplit = (theme: boolean, late: boolean) => {
    const split = { theme, status: true, late };
    return sql`
      with measured as (select reference, ${on}::date as on_day from convention), ${judgedFor([split], themes)}
      counted as (${countsOf(split, themes)})
      select reference, split_theme, status, actions from counted order by reference, split_theme collate "C", status collate "C"`;
  };
  const em = hub.database.fork();
  const both = async (theme: boolean) => ({
    judged: await rows(em, 'judged', ofSplit(theme, true)),
    kept: await rows(em, 'kept', ofSplit(theme, false)),
  });
  return [await both(true), await both(false)];
};

describe('what loads keep', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west');
  });
  afterAll(() => hub.close());

  const wrong = async () =>
    Object.entries(await wrongKept(hub.database.fork())).filter(([, count]) => count > 0);

  /** Covered and undetermined communes of territories, worked out from conventions and perimeters, without what loads keep. */
  const covered = async (on: string, rule: CoverageRule) => {
    const found = await rows(
      hub.database.fork(),
      'covered',
      sql<{ id: string; covered: number; undetermined: number }>`
        with moment as (select reference, ${on}::date as on_day from convention),
        stated as (${conventionStatesAt('moment', rule)}),
        commune as (
          select m.territory_id, bool_or(stated.state = 'IN_FORCE') as is_covered,
                 bool_or(stated.state = 'UNDETERMINED') as is_perhaps
          from perimeter_member m join stated on stated.reference = m.convention_reference
          where coalesce(m.joined_on, ${on}) <= ${on}::date and coalesce(m.left_on, 'infinity') > ${on}::date
          group by m.territory_id
        )
        select part.whole_id as id, (count(*) filter (where is_covered))::int as covered,
               (count(*) filter (where is_perhaps and not is_covered))::int as undetermined
        from commune join territory_part part on part.part_id = commune.territory_id
        group by part.whole_id`,
    );
    return new Map(found.map(({ id, ...counts }) => [id, counts]));
  };

  /** What the plans in force in large territories add up to, each convention once: plans judged anew. */
  const sums = async (on: string, ids: readonly string[]) => {
    const found = await rows(
      hub.database.fork(),
      'sums',
      sql<{ id: string }>`
        with day as (select ${on}::date as on_day),
        measured as (select reference, on_day from convention cross join day), ${judgedPlans(null)},
        counted as (select reference, ${judgedCounts} from judged group by reference)
        select w.id, count(c.reference)::int as "conventions", coalesce(sum(k.objectives), 0)::int as "objectives",
               coalesce(sum(k.reached), 0)::int as "reached", coalesce(sum(k.actions), 0)::int as "actions",
               coalesce(sum(k.completed), 0)::int as "completed", coalesce(sum(k.overdue), 0)::int as "overdue",
               count(k.rate)::int as "conventionsWithRate", avg(k.rate)::float8 as "meanOfRates"
        from unnest(${ids}::text[]) w(id)
        left join (${standingByDay(sql`${ids}`, CoverageRule.PERIOD)}) c on c.whole_id = w.id and c.state = 'IN_FORCE'
        left join counted k on k.reference = c.reference
        group by w.id`,
    );
    return new Map(found.map((row) => [row.id, row]));
  };

  const expectSums = async (on: string) => {
    const ids = ['country:FR', 'region:52', 'region:53', 'department:49', 'department:44', 'department:35'];
    const truth = await sums(on, ids);
    const kept = await completionByDay(hub.database.fork(), ids, {
      scope: 'territory',
      days: [on],
      themes: null,
    });
    for (const row of kept) expect(row, `${row.id} ${on}`).toMatchObject(truth.get(row.id) ?? {});
    expect(kept.length).toBe(ids.length);
  };

  const expectRight = async () => {
    expect(await wrong()).toEqual([]);
    for (const on of dates) await expectSums(on);
    for (const on of dates) {
      for (const themes of asked) {
        const { judged, kept } = await plans(hub, on, themes);
        expect(kept, on).toEqual(judged);
        for (const each of await statuses(hub, on, themes)) expect(each.kept, on).toEqual(each.judged);
      }
    }
    for (const rule of Object.values(CoverageRule)) {
      for (const on of dates) {
        const truth = await covered(on, rule);
        const ids = [
          'country:FR',
          'region:52',
          'department:49',
          'department:44',
          'epci:244900882',
          ...truth.keys(),
        ];
        const kept = await coverageOf(hub.database.fork(), 'territory', ids, { on, rule });
        for (const id of ids) {
          expect(kept.get(id), `${id} ${on} ${rule}`).toMatchObject(
            truth.get(id) ?? { covered: 0, undetermined: 0 },
          );
        }
      }
    }
  };

  it('is what the loaded records give, after any loads and undos', async () => {
    await fc.assert(
      fc.asyncProperty(randomLoads(10), fc.infiniteStream(fc.boolean()), async (loads, dice) => {
        const revisions: number[] = [];
        for (const load of loads) {
          const dataset = datasets.find(({ name }) => name === load.dataset) as Dataset;
          const { revision } = await hub.load(dataset, load.lines, load.options);
          if (revision !== null) revisions.push(revision);
          await expectRight();
          if (revisions.length > 0 && dice.next().value) {
            await undoBatch(hub.database, revisions.pop() as number, 'tests');
            await expectRight();
          }
        }
        for (const revision of revisions.toReversed()) await undoBatch(hub.database, revision, 'tests');
        await expectRight();
        for (const table of [
          'subsidy_sum',
          'subsidy_year',
          'subsidy_group',
          'child_count',
          'convention_state',
          'convention_place',
          'coverage_step',
          'completion_step',
          'completion_sum',
        ]) {
          expect(await rows(hub.database.fork(), table, sql`select * from ${sql.table(table)}`)).toEqual([]);
        }
      }),
      { numRuns: propertyRuns(1) },
    );
  });

  it('counts a convention of two départements once in what contains both', async () => {
    const { revision } = await hub.load(conventions, [
      'convention_ref;territory_name;kind;departement_code;member_insee;start_year;end_year;n_actions',
      'K-2;Loire;groupe de communes;49;49018|44003;2023;2027;7',
      'K-3;Baugé;commune;49;49018;2023;2027;5',
    ]);
    const { data } =
      await hub.ask(`{ country { ...of } region(code: "52") { ...of } department(code: "44") { ...of } }
      fragment of on Territory { completion(on: "2024-06-30") { conventions actions { declared conventionsDeclaring } } }`);
    const completion = (conventions: number, declared: number) => ({
      completion: { conventions, actions: { declared, conventionsDeclaring: conventions } },
    });
    expect(data).toEqual({
      country: completion(2, 12),
      region: completion(2, 12),
      department: completion(1, 7),
    });
    await expectSums('2024-06-30');
    await undoBatch(hub.database, revision as number, 'tests');
  });

  it('is found wrong when it is, and made right again', async () => {
    await hub.load(subsidies, ['code insee;exercice;nature;montant', '49018;2023;réel;3']);
    await hub.load(conventions, [
      'convention_ref;territory_name;kind;departement_code;member_insee;start_year;end_year',
      'K-1;Baugé;commune;49;49018;2023;2027',
    ]);
    const em = hub.database.fork();
    for (const statement of [
      `update place set communes = communes + 1 where territory_id = 'department:49'`,
      `update territory set population = 1 where id = 'region:52'`,
      `update subsidy_sum set line_count = 2 where territory_id = 'region:52'`,
      `delete from subsidy_year where territory_id = 'country:FR'`,
      `update convention_state set state = 'ENDED' where state = 'IN_FORCE' and rule = 'PERIOD'`,
      `delete from convention_place where territory_id = 'department:49'`,
      `update coverage_step set covered = covered + 1 where territory_id = 'region:52' and from_on = '2023-01-01'`,
    ])
      await em.getConnection().execute(statement);
    const check = async (rebuild: boolean) => {
      const { data } = await hub.ask(`mutation { checkTotals(rebuild: ${rebuild}) { table wrong } }`);
      return Object.fromEntries(
        data.checkTotals.map(({ table, wrong }: { table: string; wrong: number }) => [table, wrong]),
      );
    };
    expect(await check(false)).toMatchObject({
      place: 4,
      territory: 2,
      subsidy_sum: 2,
      subsidy_year: 1,
      convention_state: 2,
      convention_place: 1,
    });
    expect((await check(false)).coverage_step).toBeGreaterThan(0);
    expect(Object.values(await check(true)).every((count) => count === 0)).toBe(true);
    expect(await wrong()).toEqual([]);
  });
});

describe('the steps of completion, on the demonstration', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('west_demonstration');
  });
  afterAll(() => hub.close());

  it('are the plans judged anew, on any day', async () => {
    const days = await rows(
      hub.database.fork(),
      'days',
      sql<{ on: string }>`
        select distinct day::text as "on" from (
          select due_on from plan_node union select due_on + 1 from plan_node
          union select observed_on from progress_entry union select observed_on - 1 from progress_entry
        ) moment(day) where day is not null order by 1`,
    );
    expect(days.length).toBe(39);
    let overdue = 0;
    for (const { on } of days) {
      for (const themes of asked) {
        const { judged, kept } = await plans(hub, on, themes);
        expect(kept, on).toEqual(judged);
        for (const each of await statuses(hub, on, themes)) expect(each.kept, on).toEqual(each.judged);
        overdue += judged.reduce<number>((sum, row) => sum + (row as { overdue: number }).overdue, 0);
      }
    }
    expect(overdue).toBeGreaterThan(0);
  });
});
