import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import { Stage } from '../../src/ingestion/landing/stage.js';
import { openHub, type TestHub } from '../hub.js';

const columns = [
  ['number', 'int'],
  ['text', 'text'],
  ['words', 'text[]'],
  ['same', 'text'],
  ['nothing', 'date'],
  ['short', 'varchar(3)'],
] as const;

describe('the stage of a load', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france');
  });
  afterAll(() => hub.close());

  const staged = (records: readonly Record<string, unknown>[]) =>
    hub.database.fork().transactional(async (em) => {
      const stage = await Stage.create(em, 'staged_test', columns);
      for (let start = 0; start < records.length; start += 1_000)
        await stage.add(records.slice(start, start + 1_000));
      await stage.finish();
      expect(stage.count).toBe(records.length);
      return rows(em, 'staged', sql`select * from pg_temp.staged_test order by number`);
    });

  const record = (number: number, text: string | null, words: readonly string[] = []) => ({
    number,
    text,
    words: [...words],
    same: 'même',
    nothing: null,
    short: 'abc',
  });

  it('keeps every text as it is, whatever stands in it', async () => {
    const texts = ['', 'L’été', `"a", 'b'`, '{}', 'NULL', '\\N', '\\', '\t\n', 'x'.repeat(10_000), null];
    const records = texts.map((text, index) => record(index, text, text === null ? [] : [text, 'b']));
    expect(await staged(records)).toEqual(records);
  });

  it('takes one record, also an empty one, and records that are all alike', async () => {
    expect(await staged([record(1, '', [''])])).toEqual([record(1, '', [''])]);
    expect(await staged([record(1, null)])).toEqual([record(1, null)]);
    expect(await staged([record(1, 'a'), record(1, 'a'), record(1, 'a')])).toHaveLength(3);
  });

  it('takes more than one statement does, in any parts', async () => {
    const records = Array.from({ length: 9_001 }, (_, index) =>
      record(index, index % 7 === 0 ? null : `t${index}`),
    );
    expect(await staged(records)).toEqual(records);
  });

  it('refuses a text that is too long for its column, and cuts none', async () => {
    const records = [record(1, 'a'), { ...record(2, 'b'), short: 'abcd' }];
    await expect(staged(records)).rejects.toThrow(/too long/);
    await expect(staged([{ ...record(1, 'a'), short: 'abcd' }])).rejects.toThrow(/too long/);
  });

  it('says at the end at the latest that a write has failed', async () => {
    await expect(staged([record(1, 'a'), { ...record(2, 'b'), nothing: '2024-02-31' }])).rejects.toThrow(
      /date|out of range/,
    );
  });
});
