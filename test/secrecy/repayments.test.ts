import { describe, expect, it } from 'vitest';
import { readSecrecy } from '../../src/config/secrecy.js';
import { type Place, treeOf } from '../../src/secrecy/tree.rules.js';
import type { AmountCell } from '../../src/subsidy/published/amount-cells.sql.js';
import { publishedAmounts } from '../../src/subsidy/published/published-amounts.rules.js';
import { AmountPrecision, Sector } from '../../src/subsidy/subsidy.rules.js';
import { Role } from '../../src/viewer.js';
import { dice } from './money.js';

/** An EPCI of three communes, and one of one commune in another région. */
const places: readonly Place[] = [
  ...['1', '2', '3'].map((code) => ({
    id: `commune:${code}`,
    epci: 'epci:1',
    department: 'department:49',
    region: 'region:52',
  })),
  { id: 'commune:9', epci: 'epci:9', department: 'department:35', region: 'region:53' },
];
const tree = treeOf(places, 'country:FR');
const { EARLY_CHILDHOOD, YOUTH, HOUSING } = Sector;

interface Line {
  readonly place: string;
  readonly sector: Sector;
  readonly operator: string;
  readonly cents: number;
}

/** All that lines add up to, and who received it. */
function cellsOf(lines: readonly Line[]): AmountCell[] {
  const received = new Map<string, Map<string, number>>();
  const wholes = (node: string): string[] => [
    node,
    ...[...tree].filter(([, parts]) => parts.has(node)).flatMap(([whole]) => wholes(whole)),
  ];
  for (const { place, sector, operator, cents } of lines)
    for (const node of wholes(place))
      for (const key of [`${node}/${sector}`, `${node}/`]) {
        const those = received.get(key) ?? new Map<string, number>();
        received.set(key, those.set(operator, (those.get(operator) ?? 0) + cents));
      }
  return [...received].map(([key, those]) => {
    const [node, sector] = key.split('/') as [string, string];
    const amounts = [...those.values()];
    return {
      node,
      sector: sector === '' ? null : (sector as Sector),
      cents: String(amounts.reduce((sum, each) => sum + each, 0)),
      precision: AmountPrecision.EXACT,
      units: those.size,
      largest: String(Math.max(...amounts.map(Math.abs))),
      names: those.size <= 3 ? [...those.keys()] : null,
      received: those.size <= 3 ? amounts.map(String) : null,
    };
  });
}

const keyOf = ({ node, sector }: Pick<AmountCell, 'node' | 'sector'>) => `${node}/${sector ?? ''}`;

/** What a partner is shown. */
async function shownOf(cells: readonly AmountCell[]): Promise<ReadonlyMap<string, number>> {
  const published = await publishedAmounts(cells, tree, readSecrecy({}, []));
  return new Map(
    published
      .filter(({ audience, hiding }) => audience === Role.PARTNER && hiding === null)
      .map((cell) => [keyOf(cell), Number(cell.cents)]),
  );
}

/** Amounts of fewer than three, or nearly all of one, of which what is shown says within 10 % that they are no more. */
async function confinedIn(lines: readonly Line[]): Promise<string[]> {
  const cells = cellsOf(lines).filter(({ node }) => node !== 'country:FR');
  const shown = await shownOf(cellsOf(lines));
  const cellsAt = new Map(cells.map((cell) => [keyOf(cell), cell]));
  const isSmall = ({ units, largest, cents }: AmountCell) =>
    units < 3 || Number(largest) >= 0.85 * Number(cents);
  return [...cellsAt].flatMap(([whole, { node, sector }]) => {
    const total = shown.get(whole);
    if (total === undefined) return [];
    const parts = [...(tree.get(node) ?? [])].map((part) => `${part}/${sector ?? ''}`);
    const sectors = sector === null ? [EARLY_CHILDHOOD, YOUTH, HOUSING].map((each) => `${node}/${each}`) : [];
    return [parts, sectors].flatMap((together) => {
      const rest = together.reduce((left, each) => left - (shown.get(each) ?? 0), total);
      const hidden = together.flatMap((each) => (shown.has(each) ? [] : (cellsAt.get(each) ?? [])));
      return hidden.filter((each) => isSmall(each) && rest <= 1.1 * Number(each.cents)).map(keyOf);
    });
  });
}

/** Small lattices of the three communes, the same each time. */
const lattices = (seed: number): Line[][] => {
  const next = dice(seed);
  const line = (place: string, sector: Sector): Line => ({
    place,
    sector,
    operator: `o${Math.floor(next() * 9)}`,
    cents: Math.round(10 ** (3 + 3 * next())),
  });
  const lines = (place: string, sector: Sector) =>
    Array.from({ length: Math.floor(next() * 5) }, () => line(place, sector));
  return Array.from({ length: 400 }, () =>
    places.slice(0, 3).flatMap(({ id }) => [EARLY_CHILDHOOD, YOUTH].flatMap((sector) => lines(id, sector))),
  );
};

describe('amounts of few are not known nearly', () => {
  it.each([
    ['nothing was paid back', []],
    [
      'a euro was paid back in another région',
      [{ place: 'commune:9', sector: YOUTH, operator: 'z', cents: -100 }],
    ],
    ['a cent was paid back beside them', [{ place: 'commune:1', sector: HOUSING, operator: 'z', cents: -1 }]],
  ])('where %s', async (_, repaid: readonly Line[]) => {
    for (const [at, lines] of lattices(11).entries())
      expect([at, await confinedIn([...lines, ...repaid])]).toEqual([at, []]);
  });
});

it('what two paid back is not known nearly where little else was received', async () => {
  const line = (place: string, operator: string, cents: number): Line => ({
    place: `commune:${place}`,
    sector: YOUTH,
    operator,
    cents,
  });
  // Of the EPCI −990, of which the second commune has 10 of three operators.
  const lines = [
    ...[line('1', 'a', -500_00), line('1', 'b', -500_00)],
    ...[line('2', 'c', 4_00), line('2', 'd', 3_00), line('2', 'e', 3_00)],
  ];
  expect([...(await shownOf(cellsOf(lines))).keys()]).toEqual(['commune:2/']);
});
