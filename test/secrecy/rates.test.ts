import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { IndicatorKind } from '../../src/indicator/indicator.rules.js';
import type { CountedValue } from '../../src/indicator/published/indicator-values.sql.js';
import type { Place } from '../../src/secrecy/tree.rules.js';
import { type Figure, recovered, withRates } from './attacker.js';
import { communes, hiddenOf, shownOf, value, withSums } from './numbers.js';

const {
  CHILDREN_0_2,
  CHILDREN_0_17,
  CHILDCARE_COVERAGE_RATE,
  CHILD_POVERTY_RATE,
  BENEFICIARY_HOUSEHOLDS,
  LOW_INCOME_RATE,
  PLACES_EAJE,
  PLACES_CHILDMINDER,
  PLACES_HOME_CARE,
  PLACES_PRESCHOOL,
  PLACES_ALL_MODES,
} = IndicatorKind;

describe('rates', () => {
  const rate = (territoryId: string) => value(territoryId, CHILDCARE_COVERAGE_RATE, 45.3);

  it('are shown from the EPCI upwards', async () => {
    expect(await hiddenOf([rate('commune:1'), rate('epci:1'), rate('department:49')])).toEqual([
      'commune:1/CHILDCARE_COVERAGE_RATE',
    ]);
  });

  it('give their denominator away: what it would tell is hidden too', async () => {
    const numbers = [3, 40, 50].map((each, at) => value((communes[at] as Place).id, CHILDREN_0_2, each));
    expect(await hiddenOf(numbers)).toEqual(['commune:1/CHILDREN_0_2']);
    expect(await hiddenOf([...numbers, rate('epci:1')])).toEqual([
      'commune:1/CHILDREN_0_2',
      'commune:2/CHILDREN_0_2',
    ]);
  });

  it('are hidden where the number that they divide by is', async () => {
    expect(await hiddenOf([value('epci:1', CHILDREN_0_2, 3), rate('epci:1')])).toHaveLength(2);
  });
});

/** Places with childminders of three communes, of which one has three; the first EPCI's own numbers without them, and its rate. */
const places = (children: number, rate: number): CountedValue[] => [
  ...[60, 30, 3].map((each, at) => value((communes[at] as Place).id, PLACES_CHILDMINDER, each)),
  value('epci:1', PLACES_EAJE, 20),
  value('epci:1', PLACES_HOME_CARE, 5),
  value('epci:1', PLACES_PRESCHOOL, 7),
  value('epci:1', CHILDREN_0_2, children),
  value('epci:1', CHILDCARE_COVERAGE_RATE, rate),
];

describe('what a rate counts', () => {
  it('follows from it and from what it divides by, and is protected as if it were reported', async () => {
    // 50 % of 250 are 125 places, of which 32 are not with childminders, and 90 in the other communes.
    const hidden = ['commune:2/PLACES_CHILDMINDER', 'commune:3/PLACES_CHILDMINDER'];
    expect(await hiddenOf(places(250, 50))).toEqual(hidden);
    expect(await hiddenOf([...places(250, 50), value('epci:1', PLACES_ALL_MODES, 125)])).toEqual(hidden);
  });

  it('is known within its rounding: a small number beside it is protected from that too', async () => {
    // One of 124, 125 and 126 places: the third commune has 2, 3 or 4 of them.
    expect(await hiddenOf(places(2_500, 5))).toEqual([
      'commune:2/PLACES_CHILDMINDER',
      'commune:3/PLACES_CHILDMINDER',
    ]);
    // One of 113 to 137: it has up to 15.
    expect(await hiddenOf(places(25_000, 0.5))).toEqual(['commune:3/PLACES_CHILDMINDER']);
  });

  it('is of the nearest day, and of no other year', async () => {
    const on = (day: string) =>
      places(250, 50).map((each) => ({
        ...each,
        count: each.kind === CHILDCARE_COVERAGE_RATE || each.kind === CHILDREN_0_2 ? `${day}/` : each.count,
      }));
    expect(await hiddenOf(on('2022-01-01'))).toContain('commune:2/PLACES_CHILDMINDER');
    expect(await hiddenOf(on('2021-12-31'))).not.toContain('commune:2/PLACES_CHILDMINDER');
  });

  it.each([
    ['of few', LOW_INCOME_RATE, BENEFICIARY_HOUSEHOLDS, 40, 5],
    ['of all but few', LOW_INCOME_RATE, BENEFICIARY_HOUSEHOLDS, 40, 95],
    ['of none', LOW_INCOME_RATE, BENEFICIARY_HOUSEHOLDS, 40, 0],
    ['of few children', CHILD_POVERTY_RATE, CHILDREN_0_17, 80, 4.9],
  ])('is hidden when it is %s people, and so is the rate', async (_, kind, among, whole, rate) => {
    expect(await hiddenOf([value('epci:1', among, whole), value('epci:1', kind, rate)])).toEqual([
      `epci:1/${kind}`,
    ]);
  });

  it('is shown from five people', async () => {
    const numbers = [value('epci:1', BENEFICIARY_HOUSEHOLDS, 40), value('epci:1', LOW_INCOME_RATE, 12.5)];
    expect(await hiddenOf(numbers)).toEqual([]);
  });

  it('does not follow from that of a whole and of its other parts', async () => {
    // 2 of 40, 20 of 80, and 22 of all 120.
    const numbers = [
      ...withSums(BENEFICIARY_HOUSEHOLDS, [15, 15, 10, 40, 20, 20], ['epci', 'region']),
      value('epci:1', LOW_INCOME_RATE, 5),
      value('epci:2', LOW_INCOME_RATE, 25),
      value('region:52', LOW_INCOME_RATE, 18.3),
    ];
    expect(await hiddenOf(numbers)).toEqual(['epci:1/LOW_INCOME_RATE', 'region:52/LOW_INCOME_RATE']);
  });

  it('never tells what is hidden, whatever is reported beside it', async () => {
    const cases = fc.record({
      numbers: fc.array(fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 60 })), {
        minLength: 30,
        maxLength: 30,
      }),
      reported: fc.array(fc.boolean(), { minLength: 66, maxLength: 66 }),
    });
    await fc.assert(
      fc.asyncProperty(cases, async ({ numbers, reported }) => {
        expect(await found(numbers, reported)).toEqual([]);
      }),
      { numRuns: 100, seed: 4 },
    );
  });
});

const counted = [PLACES_CHILDMINDER, PLACES_EAJE, PLACES_HOME_CARE, PLACES_PRESCHOOL, CHILDREN_0_2];
const territories = [
  ...communes.map(({ id }) => id),
  ...['epci:1', 'epci:2', 'department:49', 'department:44', 'region:52'],
];

/**
 * What an attacker finds who knows all that is shown, rates too, of which none is rounded.
 *
 * @param numbers of each commune, one for each kind
 * @param reported which of the numbers of each territory are; there is a rate of each that is no commune
 */
async function found(numbers: readonly number[], reported: readonly boolean[]): Promise<string[]> {
  const figure = (territory: string, kinds: readonly IndicatorKind[]): Figure =>
    new Map(
      communes.flatMap(({ id, epci, department, region }, place) =>
        [id, epci, department, region].includes(territory)
          ? kinds.map((kind) => [place * counted.length + counted.indexOf(kind), 1] as const)
          : [],
      ),
    );
  const sum = (of: Figure) => [...of.keys()].reduce((added, each) => added + (numbers[each] as number), 0);
  const kindsOf = new Map<IndicatorKind, readonly IndicatorKind[]>([
    ...counted.map((each) => [each, [each]] as const),
    [PLACES_ALL_MODES, counted.slice(0, 4)],
  ]);
  const figures = new Map<string, Figure>(
    territories.flatMap((territory) =>
      [...kindsOf].map(([kind, kinds]) => [`${territory}/${kind}`, figure(territory, kinds)] as const),
    ),
  );
  const values = [...figures]
    .filter((_, at) => reported[at])
    .map(([id, of]) => {
      const [territory, kind] = id.split('/') as [string, IndicatorKind];
      return value(territory, kind, sum(of));
    });
  const rates = territories.slice(communes.length).flatMap((territory) => {
    const [places, among] = [figure(territory, counted.slice(0, 4)), figure(territory, [CHILDREN_0_2])];
    return sum(among) === 0
      ? []
      : [
          {
            rate: value(territory, CHILDCARE_COVERAGE_RATE, (100 * sum(places)) / sum(among)),
            counted: places,
            among,
          },
        ];
  });
  const shown = await shownOf([...values, ...rates.map(({ rate }) => rate)]);
  const known = values.filter(({ id }) => shown.has(id)).map(({ id }) => figures.get(id) as Figure);
  const hidden: [string, Figure][] = values
    .filter(({ id }) => !shown.has(id))
    .map(({ id }) => [id, figures.get(id) as Figure]);
  return recovered(
    withRates(
      known,
      rates.filter(({ rate }) => shown.has(rate.id)),
    ),
    new Map<string, Figure>(hidden),
  );
}
