import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RowsUntilChange } from '../../src/graphql/shared-rows.js';
import { openHub, type TestHub } from '../hub.js';
import { eventually } from '../setup/eventually.js';

describe('rows that questions share', () => {
  const anybody = { rights: 'all' };

  it('are found by those of the same rights, until the base changes', () => {
    let epoch: number | null = 1;
    const rows = new RowsUntilChange(10, () => epoch);
    const row = { name: 'Angers' };
    rows.of(anybody)?.share('a', row);
    expect(rows.of(anybody)?.find('a')).toBe(row);
    expect(rows.of({ rights: 'some' })?.find('a')).toBeUndefined();
    epoch = 2;
    expect(rows.of(anybody)?.find('a')).toBeUndefined();
    epoch = null;
    expect(rows.of(anybody)).toBeNull();
  });

  it('of a question that began before a change are shared with nobody, nor given to it', () => {
    let epoch = 1;
    const rows = new RowsUntilChange(10, () => epoch);
    const early = rows.of(anybody);
    epoch = 2;
    early?.share('a', { name: 'before' });
    expect(rows.of(anybody)?.find('a')).toBeUndefined();
    rows.of(anybody)?.share('b', { name: 'after' });
    early?.share('c', { name: 'before' });
    expect([early?.find('b'), rows.of(anybody)?.find('c')]).toEqual([undefined, undefined]);
  });

  it('are no more than the most, the least used gone', () => {
    const shared = new RowsUntilChange(2, () => 1).of(anybody);
    for (const key of ['a', 'b', 'c']) shared?.share(key, { key });
    expect(['a', 'b', 'c'].map((key) => shared?.find(key))).toEqual([undefined, { key: 'b' }, { key: 'c' }]);
  });

  it('are counted one by one in lists', () => {
    const shared = new RowsUntilChange(4, () => 1).of(anybody);
    shared?.share('a', {});
    shared?.share('list of two', {}, 3);
    shared?.share('b', {});
    expect(['a', 'list of two', 'b'].map((key) => shared?.find(key) !== undefined)).toEqual([
      false,
      true,
      true,
    ]);
    shared?.share('list of four', {}, 5);
    expect(shared?.find('list of four')).toBeUndefined();
  });
});

describe('territories', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('france', { sharedRows: 100 });
  });
  afterAll(() => hub.close());

  const name = '{ commune(code: "49018") { name epci { name } } }';

  it('are read once in lists too, a page and a filter by itself', async () => {
    const list = (args: string) =>
      `{ department(code: "49") { communes(${args}) { totalCount nodes { code name } } } }`;
    const asked = ['first: 2', 'first: 3', 'first: 2, filter: { minPopulation: 100000 }'];
    const first = [];
    for (const args of asked) first.push(await hub.ask(list(args)));
    expect(first.map(({ queries }) => queries)).toEqual([
      ['territoriesById', 'communesOf'],
      ['communesOf'],
      ['communesOf'],
    ]);
    expect(first.map(({ data }) => data.department.communes.nodes.length)).toEqual([2, 3, 1]);
    for (const [index, args] of asked.entries()) {
      const again = await hub.ask(list(args));
      expect([again.queries, again.data]).toEqual([[], first[index]?.data]);
    }
  });

  it('are read once for all questions, until the base changes', async () => {
    const first = await hub.ask(name);
    expect(first.queries).toEqual(['territoriesById', 'territoriesById']);
    const again = await hub.ask(name);
    expect([again.queries, again.data]).toEqual([[], first.data]);

    await hub.database
      .fork()
      .getConnection()
      .execute(`update territory set name = 'Baugé' where id = 'commune:49018'`);
    // What a load brings is heard of; territories come before anybody asks.
    await hub.database.fork().getConnection().execute('update batch set author = author');
    await eventually(async () => expect((await hub.ask(name)).data.commune.name).toBe('Baugé'));
  });
});
