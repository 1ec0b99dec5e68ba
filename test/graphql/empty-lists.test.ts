import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openHub, type TestHub } from '../hub.js';

/** What leaving the argument out asks, where that is not all there is. */
describe('an empty list is refused, and told what the argument is without', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await openHub('demonstration');
  });
  afterAll(() => hub.close());

  it.each([
    ['subsidyTable(by: [], fiscalYears: []) { totalCount }', 'fiscalYears', 'le dernier exercice clos'],
    [
      'subsidyTable(by: [NATURE], natures: []) { totalCount }',
      'natures',
      'toutes les natures connues, chacune à part',
    ],
    ['subsidyTable(by: [SECTOR], natures: []) { totalCount }', 'natures', 'le réel (REAL)'],
    ['subsidyTable(by: [SECTOR], sectors: []) { totalCount }', 'sectors', 'ne rien restreindre'],
    ['coverageTable(by: [], on: []) { totalCount }', 'on', 'la date d’aujourd’hui'],
    ['completionTable(by: [], on: []) { totalCount }', 'on', 'la date d’aujourd’hui'],
    [
      'coverageOutlook { withoutRenewalOf(conventions: []) { months { on } } }',
      'conventions',
      'les premières de « renewals », autant que dit « first »',
    ],
    ['needAndSpending(need: POVERTY_RATE, sectors: []) { count }', 'sectors', 'la petite enfance'],
  ])('%s', async (asked, name, without) => {
    const { errors } = await hub.ask(`{ ${asked} }`);
    expect(errors?.map(({ message }) => message)).toEqual([
      `« ${name} » est une liste vide, dont rien ne répondrait : donnez au moins une valeur, ou enlevez « ${name} » pour ${without}.`,
    ]);
  });

  it('says nothing of leaving out an argument that is demanded', async () => {
    const { errors } = await hub.ask(
      '{ conventions(first: 1) { nodes { perimeterIndicators(kinds: []) { kind } } } }',
    );
    expect(errors?.map(({ message }) => message)).toEqual([
      '« kinds » est une liste vide, dont rien ne répondrait : donnez au moins une valeur.',
    ]);
  });
});
