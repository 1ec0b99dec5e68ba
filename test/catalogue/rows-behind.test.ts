import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHub, type TestHub } from '../hub.js';

/** From each figure to the rows behind it, by the same filter: they are as many as it says, and add up to it. */
describe('the rows behind figures', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('demonstration');
  });
  afterAll(() => hub.close());

  const asked = async (query: string) => {
    const { data, errors } = await hub.ask(query);
    expect(errors).toBeUndefined();
    return data;
  };
  const sumOf = ({ nodes }: { nodes: { amount: number }[] }) =>
    nodes.reduce((sum, { amount }) => sum + Math.round(amount * 100), 0) / 100;

  it('are the actions and objectives that completion counts', async () => {
    const counts = `objectives { known } actions { known completed overdue } passport { expected }
      all: planNodes(first: 1000) { totalCount nodes { kind convention { reference } } }
      objectiveNodes: planNodes(kinds: [OBJECTIVE]) { totalCount }
      actionNodes: planNodes(kinds: [ACTION]) { totalCount }
      completed: planNodes(statuses: [COMPLETED]) { totalCount }
      overdue: planNodes(isOverdue: true) { totalCount }`;
    const data = await asked(`{
      department(code: "49") {
        whole: completion(on: "2024-12-31") { ${counts} }
        themed: completion(on: "2024-12-31", themes: [EARLY_CHILDHOOD, YOUTH]) { ${counts} }
        conventions(first: 3) { nodes { completion(on: "2024-12-31") { ${counts} } } }
      } }`);
    const { whole, themed, conventions } = data.department;
    const all = [
      whole,
      themed,
      ...conventions.nodes.map(({ completion }: { completion: unknown }) => completion),
    ];
    for (const each of all) {
      expect([
        each.objectiveNodes.totalCount,
        each.actionNodes.totalCount,
        each.completed.totalCount,
        each.overdue.totalCount,
        each.all.totalCount,
      ]).toEqual([
        each.objectives.known,
        each.actions.known,
        each.actions.completed,
        each.actions.overdue,
        each.objectives.known + each.actions.known,
      ]);
    }
    expect(whole.actions.completed).toBeGreaterThan(0);
    expect(themed.actions.known).toBeLessThan(whole.actions.known);
    expect(
      new Set(whole.all.nodes.map((node: { convention: { reference: string } }) => node.convention.reference))
        .size,
    ).toBeGreaterThan(1);
  });

  it('are the amounts of a territory and of each of its sectors', async () => {
    const data = await asked(`{
      subsidiesByTerritory(level: EPCI, within: { kind: DEPARTMENT, code: "49" }, fiscalYear: 2023, bySector: true) {
        passport { expected reported }
        rows { sector amount territory { code ... on Epci { subsidies(fiscalYear: 2023) { passport { expected reported } } } }
               passport { expected reported } amounts(first: 1000) { nodes { amount } } } }
      department(code: "49") { subsidies(fiscalYear: 2023) { passport { expected reported } } } }`);
    const { rows, passport } = data.subsidiesByTerritory;
    expect(rows.length).toBeGreaterThan(9);
    for (const { amount, amounts, territory, passport } of rows) {
      expect(sumOf(amounts)).toBe(amount);
      expect(passport).toEqual(territory.subsidies.passport);
    }
    expect(passport).toEqual(data.department.subsidies.passport);
  });

  it('are the conventions of a row of their table', async () => {
    const row = 'conventions conventionList(first: 1000) { totalCount nodes { scale generation } }';
    const data =
      await asked(`{ conventionTable(by: [SCALE, GENERATION], within: { kind: DEPARTMENT, code: "49" }, on: "2024-12-31") {
      rows { key { scale generation } ${row} } subtotals { ${row} } total { ${row} } } }`);
    const { rows, subtotals, total } = data.conventionTable;
    for (const { conventions, conventionList } of [...rows, ...subtotals, total])
      expect(conventionList.totalCount).toBe(conventions);
    for (const { key, conventionList } of rows)
      for (const node of conventionList.nodes) expect(node).toEqual(key);
    expect(rows.length).toBeGreaterThan(1);
  });

  it('stand for what completeness says', async () => {
    const data = await asked(`{ department(code: "49") { completenessByDataset(fiscalYear: 2023) {
      dataset unit expected received units(standings: [RECEIVED], first: 1000) { nodes { firstReceivedAt commune { population } } }
      passport { unit expected reported complete demonstration expectedPopulation reportedPopulation oldestInputAt freshestInputAt } } population } }`);
    const { completenessByDataset, population } = data.department;
    for (const { unit, expected, received, units, passport } of completenessByDataset) {
      expect(passport).toMatchObject({ unit, expected, reported: received, demonstration: true });
      expect(passport.expectedPopulation).toBe(population);
      const times = units.nodes
        .map(({ firstReceivedAt }: { firstReceivedAt: string }) => firstReceivedAt)
        .toSorted();
      expect([passport.oldestInputAt, passport.freshestInputAt]).toEqual([
        times[0] ?? null,
        times.at(-1) ?? null,
      ]);
      if (unit !== 'COMMUNE') continue;
      const people = units.nodes.reduce(
        (sum: number, { commune }: { commune: { population: number } }) => sum + commune.population,
        0,
      );
      expect(passport.reportedPopulation).toBe(people);
    }
  });
});
