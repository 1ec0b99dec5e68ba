import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.js';
import { rows } from '../../src/db/sql.js';
import { subsidies } from '../../src/ingestion/datasets/subsidies.dataset.js';
import { DatasetName } from '../../src/provenance/dataset-name.js';
import { lookThrough } from '../../src/reach/masks/look.sql.js';
import { hasWall } from '../../src/reach/wall.sql.js';
import { Role } from '../../src/viewer.js';
import { type CheckedHub, openCheckedHub } from '../access/checked-hub.js';
import { recovered } from './attacker.js';
import { fileOf, type Line, linesOf, placesOf, Truth } from './money.js';

const year = 2023;

/** What somebody was told of a cell. */
interface Told {
  readonly state: string;
  readonly amount: number | null;
}

describe('amounts that partners and readers are shown', () => {
  let hub: CheckedHub;
  let lines: readonly Line[];
  let truth: Truth;
  const keys: Record<string, string> = {};
  beforeAll(async () => {
    hub = await openCheckedHub();
    lines = linesOf(await placesOf(hub, ['44', '49', '53']), 7);
    truth = new Truth(lines);
    const report = await hub.load(subsidies, fileOf(lines, year));
    expect(report.rejected).toBe(0);
    const partner = (code: string, datasets: readonly string[] = ['SUBSIDIES']) => ({
      name: `partenaire ${code}`,
      role: 'PARTNER',
      territories: [{ kind: 'DEPARTMENT', code }],
      datasets,
    });
    for (const code of ['44', '49', '53']) keys[code] = (await hub.newKey(partner(code))).text;
    keys.reader = (await hub.newKey({ name: 'lecteur', role: 'READER' })).text;
    keys.conventions = (await hub.newKey(partner('49', ['CONVENTIONS']))).text;
  });
  afterAll(() => hub.close());

  const one = 'code state: kind subsidies(fiscalYear: 2023) { total state bySector { sector amount state } }';

  const answers = new Map<string, Promise<Map<string, Told>>>();
  /** Every figure of a field `subsidies` that somebody may ask for, asked once. */
  function told(key: string): Promise<Map<string, Told>> {
    const answer = answers.get(key) ?? asked(key);
    answers.set(key, answer);
    return answer;
  }

  async function asked(key: string): Promise<Map<string, Told>> {
    const found = new Map<string, Told>();
    const note = (
      level: string,
      of: {
        code: string;
        subsidies: {
          total: number | null;
          state: string;
          bySector: { sector: string; amount: number | null; state: string }[];
        };
      },
    ) => {
      const id = `${level}:${of.code}`;
      const { total, state, bySector } = of.subsidies;
      if (state !== 'NOT_REPORTED') found.set(`${id}/`, { state, amount: total });
      for (const { sector, ...each } of bySector)
        found.set(`${id}/${sector}`, { state: each.state, amount: each.amount });
    };
    const text = keys[key] as string;
    const whole = await hub.askAs(text, `{ country { ${one} } region(code: "52") { ${one} } }`);
    note('country', whole.data.country);
    note('region', whole.data.region);
    for (const code of key === 'reader' ? ['44', '49', '53'] : [key]) {
      const { data, codes } = await hub.askAs(
        text,
        `{ department(code: "${code}") { ${one} epcis(first: 100) { nodes { ${one} } } communes(first: 900) { nodes { ${one} } } } }`,
      );
      expect(codes).toEqual([]);
      note('department', data.department);
      for (const each of data.department.epcis.nodes) note('epci', each);
      for (const each of data.department.communes.nodes) note('commune', each);
    }
    return found;
  }

  /** The same from the table. */
  async function tabled(key: string): Promise<Map<string, Told>> {
    const found = new Map<string, Told>();
    for (const level of ['COUNTRY', 'REGION', 'DEPARTMENT', 'EPCI', 'COMMUNE'])
      for (let offset = 0, count = 1; offset < count; offset += 1000) {
        const { data } = await hub.askAs(
          keys[key] as string,
          `{ subsidiesByTerritory(level: ${level}, fiscalYear: 2023, bySector: true, first: 1000, offset: ${offset}) {
               totalCount rows { territory { code } sector amount state } } }`,
        );
        count = data.subsidiesByTerritory.totalCount;
        for (const { territory, sector, amount, state } of data.subsidiesByTerritory.rows)
          found.set(`${level.toLowerCase()}:${territory.code}/${sector ?? ''}`, { state, amount });
      }
    return found;
  }

  it('are true, or none', async () => {
    for (const key of ['49', '44', '53', 'reader']) {
      const cells = [...(await told(key))];
      const shown = cells.filter(([, { state }]) => state === 'REPORTED');
      expect(shown.length).toBeGreaterThan(key === 'reader' ? 5 : 20);
      for (const [cell, { amount }] of shown)
        expect([cell, Math.round((amount ?? 0) * 100)]).toEqual([cell, truth.cents(cell)]);
      for (const [, { state, amount }] of cells)
        if (state !== 'REPORTED') expect([state, amount]).toEqual(['SUPPRESSED', null]);
      expect(shown.filter(([cell]) => truth.isSensitive(cell))).toEqual([]);
    }
  });

  it('are the same in every answer', async () => {
    for (const key of ['49', 'reader']) expect(await tabled(key)).toEqual(await told(key));
  });

  /** What all of them together know, and what none of them may. */
  async function known(): Promise<{
    readonly shown: ReadonlySet<string>;
    readonly secret: ReadonlySet<string>;
  }> {
    const shown = new Set<string>();
    const secret = new Set(truth.keys().filter((cell) => truth.isSensitive(cell)));
    for (const key of ['49', '44', '53', 'reader'])
      for (const [cell, { state }] of await told(key))
        if (state === 'REPORTED') shown.add(cell);
        else if (truth.cents(cell) !== undefined) secret.add(cell);
    return { shown, secret: new Set([...secret].filter((cell) => !shown.has(cell))) };
  }

  it('let nobody find what is hidden, not even all of them together', async () => {
    const { shown, secret } = await known();
    expect([shown.size, secret.size]).toEqual([375, 905]);
    const wanted = new Map([...secret].map((cell) => [cell, truth.figure(cell)]));
    expect(recovered([...shown].map(truth.figure), wanted)).toEqual([]);
  });

  it('let no beneficiary find what another one received', async () => {
    const { shown } = await known();
    const figures = [...shown].map(truth.figure);
    const units = truth.ofUnits();
    for (const [unit, own] of [...units].slice(0, 8)) {
      const others = new Map([...units].filter(([each]) => each !== unit).flatMap(([, of]) => [...of]));
      expect([unit, recovered([...figures, ...own.values()], others)]).toEqual([unit, []]);
    }
  });

  it('are of the data sets that a partner was given', async () => {
    const { codes } = await hub.askAs(keys.conventions as string, `{ department(code: "49") { ${one} } }`);
    expect(codes).toEqual(['DATASET_NOT_GIVEN']);
  });

  it('are worked out anew where other code hid by the same policy', async () => {
    await told('reader');
    const policy = JSON.stringify(readConfig({}, []).secrecy);
    const connection = hub.database.fork().getConnection();
    await connection.execute('update seen.mask set policy = ?', [policy]);
    await connection.execute('delete from seen.kept_published_amount');
    const { data } = await hub.askAs(
      keys.reader as string,
      '{ subsidiesByTerritory(level: COUNTRY, fiscalYear: 2023) { rows { state amount } } }',
    );
    expect(data.subsidiesByTerritory.rows).toEqual([
      { state: 'REPORTED', amount: (truth.cents('country:FR/') ?? 0) / 100 },
    ]);
  });

  it('are behind views that show a reader nothing else, and no policy lets it through to the tables', async () => {
    const { secrecy } = readConfig({}, []);
    const mask = { audience: Role.READER, datasets: Object.values(DatasetName), policy: secrecy } as const;
    const em = hub.database.fork();
    const isWalled = await hasWall(hub.database.fork());
    const over = new Error('over');
    await em
      .transactional(async (own) => {
        await rows(own as SqlEntityManager, 'look', lookThrough(mask, null));
        const count = async (table: string, where = '') =>
          (
            await rows(
              own as SqlEntityManager,
              'count',
              sql.raw<{ n: number }>(`select count(*)::int as n from ${table} ${where}`),
            )
          )[0]?.n;
        expect(await count('subsidy', 'where amount_cents is not null or operator is not null')).toBe(0);
        expect(await count('subsidy_sum')).toBe(0);
        expect(await count('subsidy_year', 'where amount_cents is not null or line_count is not null')).toBe(
          0,
        );
        expect(await count('published_amount', 'where amount_cents is not null')).toBeGreaterThan(5);
        expect(isWalled ? await count('public.subsidy_year', 'where true') : 0).toBe(0);
        throw over;
      })
      .catch((error: unknown) => {
        if (error !== over) throw error;
      });
  });
});
