import { describe, expect, it } from 'vitest';
import { IndicatorKind } from '../../src/indicator/indicator.rules.js';
import type { Place } from '../../src/secrecy/tree.rules.js';
import { Role } from '../../src/viewer.js';
import { type Figure, recovered } from './attacker.js';
import { communes, hiddenOf, shownOf, value, withSums } from './numbers.js';

const { CHILDREN_0_2, CHILDREN_3_5, CHILDREN_6_11, CHILDREN_3_11, OTHER } = IndicatorKind;

describe('numbers of people', () => {
  it('are hidden below five, zero too, and shown from five', async () => {
    const values = [0, 4, 5, 60, 70, 80].map((each, at) =>
      value((communes[at] as Place).id, CHILDREN_0_2, each),
    );
    expect(await hiddenOf(values)).toEqual(['commune:1/CHILDREN_0_2', 'commune:2/CHILDREN_0_2']);
  });

  it('are hidden beside a small one where a total would tell it', async () => {
    const values = withSums(CHILDREN_0_2, [3, 40, 50, 60, 70, 80], ['epci']);
    expect(await hiddenOf(values)).toEqual(['commune:1/CHILDREN_0_2', 'commune:2/CHILDREN_0_2']);
  });

  it('that nobody reports do not tell a small one either: the rest of a total may be of few', async () => {
    // Of the first EPCI, two communes and the total: the third one has 3 children.
    const values = withSums(CHILDREN_0_2, [3, 40, 50, 60, 70, 80], ['epci']).filter(
      ({ id }) => !id.startsWith('commune:1/'),
    );
    expect(await hiddenOf(values)).toEqual(['commune:2/CHILDREN_0_2']);
  });

  it('do not tell a small one of an EPCI that a border cuts, of whose communes nobody reports any', async () => {
    const values = withSums(CHILDREN_0_2, [10, 20, 20, 1, 1, 1], ['epci', 'region']).filter(
      ({ id }) => !id.startsWith('commune:'),
    );
    expect(await hiddenOf(values)).toEqual(['epci:1/CHILDREN_0_2', 'epci:2/CHILDREN_0_2']);
  });

  it('are hidden beside what their source hides', async () => {
    const values = withSums(CHILDREN_0_2, [30, 40, 50, 60, 70, 80], ['epci']).map((each) =>
      each.id.startsWith('commune:3/') ? { ...each, value: null } : each,
    );
    expect(await hiddenOf(values)).toEqual(['commune:1/CHILDREN_0_2', 'commune:3/CHILDREN_0_2']);
  });

  it('are hidden where other ages would tell them', async () => {
    const [place] = communes as [Place];
    const values = [
      value(place.id, CHILDREN_3_5, 4),
      value(place.id, CHILDREN_6_11, 46),
      value(place.id, CHILDREN_3_11, 50),
    ];
    expect(await hiddenOf(values)).toEqual([`${place.id}/CHILDREN_3_5`, `${place.id}/CHILDREN_6_11`]);
  });

  it('never follow from what is shown, whatever a border cuts', async () => {
    const numbers = [3, 40, 50, 2, 70, 80];
    const values = withSums(CHILDREN_0_2, numbers, ['epci', 'department', 'region']);
    const figures = new Map<string, Figure>(
      values.map(({ id, territoryId }) => [
        id,
        new Map(
          communes.flatMap(({ id: commune, epci, department, region }, at) =>
            [commune, epci, department, region].includes(territoryId) ? [[at, 1] as const] : [],
          ),
        ),
      ]),
    );
    for (const audience of [Role.PARTNER, Role.READER] as const) {
      const shown = await shownOf(values, audience);
      const wanted = new Map([...figures].filter(([id]) => !shown.has(id) && id.startsWith('commune:')));
      expect(
        recovered(
          [...shown].map((id) => figures.get(id) as Figure),
          wanted,
        ),
      ).toEqual([]);
    }
    expect(await shownOf(values, Role.READER)).toEqual(
      new Set(['department:49/CHILDREN_0_2', 'department:44/CHILDREN_0_2', 'region:52/CHILDREN_0_2']),
    );
  });
});

it('never shows what nobody knows the meaning of', async () => {
  expect(await shownOf([value('department:49', OTHER, 1_000)])).toEqual(new Set());
});
