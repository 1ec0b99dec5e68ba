import { readSecrecy } from '../../src/config/secrecy.js';
import type { IndicatorKind } from '../../src/indicator/indicator.rules.js';
import type { CountedValue } from '../../src/indicator/published/indicator-values.sql.js';
import { hiddenIndicators } from '../../src/indicator/published/published-indicators.rules.js';
import { type Place, treeOf } from '../../src/secrecy/tree.rules.js';
import { Role } from '../../src/viewer.js';

/** Six communes of two EPCI, of which the second crosses into another département. */
export const communes: readonly Place[] = [
  ['1', 'epci:1', 'department:49'],
  ['2', 'epci:1', 'department:49'],
  ['3', 'epci:1', 'department:49'],
  ['4', 'epci:2', 'department:49'],
  ['5', 'epci:2', 'department:44'],
  ['6', 'epci:2', 'department:44'],
].map(([code, epci = null, department = null]) => ({
  id: `commune:${code}`,
  epci,
  department,
  region: 'region:52',
}));
export const tree = treeOf(communes, 'country:FR');

export const value = (territoryId: string, kind: IndicatorKind, number: number | null): CountedValue => ({
  id: `${territoryId}/${kind}`,
  territoryId,
  kind,
  count: '2022-12-31/',
  value: number,
});

/** The numbers of communes, and their sums in each territory that contains them. */
export function withSums(
  kind: IndicatorKind,
  numbers: readonly number[],
  levels: readonly string[],
): CountedValue[] {
  const wholes = [...new Set(communes.flatMap(({ epci, department, region }) => [epci, department, region]))];
  const isIn = (whole: string, { epci, department, region }: Place) =>
    [epci, department, region].includes(whole);
  return [
    ...numbers.map((each, at) => value((communes[at] as Place).id, kind, each)),
    ...wholes
      .filter((whole) => whole !== null && levels.includes(whole.split(':')[0] as string))
      .map((whole) =>
        value(
          whole as string,
          kind,
          numbers.reduce(
            (sum, each, at) => sum + (isIn(whole as string, communes[at] as Place) ? each : 0),
            0,
          ),
        ),
      ),
  ];
}

export async function shownOf(
  values: readonly CountedValue[],
  audience: Role.PARTNER | Role.READER = Role.PARTNER,
) {
  const hidings = (await hiddenIndicators(values, tree, readSecrecy({}, []))).get(audience);
  return new Set(values.filter(({ id }) => hidings?.get(id) === null).map(({ id }) => id));
}
export const hiddenOf = async (values: readonly CountedValue[], audience?: Role.PARTNER | Role.READER) => {
  const shown = await shownOf(values, audience);
  return values.filter(({ id }) => !shown.has(id)).map(({ id }) => id);
};
