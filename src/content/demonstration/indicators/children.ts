import { type EpciPlace, type Place, type Places, theDepartment } from '../places.js';
import { Dice } from '../random.js';
import { type IndicatorRow, indicatorRow, sumOf } from './indicator-rows.js';

/** Age bands, and the share of a population that each is, roughly. */
const bands = {
  'enfants de 0 à 2 ans': 0.032,
  'enfants de 3 à 5 ans': 0.036,
  'enfants de 6 à 11 ans': 0.077,
  'enfants de 12 à 17 ans': 0.078,
} as const;
export type Band = keyof typeof bands;
export const underThree: Band = 'enfants de 0 à 2 ans';

export const censusYear = 2022;

/** Children of a band in a commune: some communes are younger than others, and all of their bands with them. */
export function childrenIn(commune: Place, band: Band): number {
  const youth = new Dice('young', commune.code).between(0.75, 1.25);
  const own = new Dice('children', commune.code, band).between(0.9, 1.1);
  return Math.round(commune.population * bands[band] * youth * own);
}

export const childrenInEpci = ({ communes }: EpciPlace, band: Band): number =>
  sumOf(communes.map((commune) => childrenIn(commune, band)));

/** Children by age of communes, EPCI and the département, whose sums agree: a census does. */
export function childrenRows({ communes, epcis }: Places): IndicatorRow[] {
  const names = Object.keys(bands) as Band[];
  return names.flatMap((band) => [
    ...communes.map((commune) => indicatorRow(commune, band, censusYear, childrenIn(commune, band))),
    ...epcis
      .filter(({ isWhole }) => isWhole)
      .map((epci) => indicatorRow(epci, band, censusYear, childrenInEpci(epci, band))),
    indicatorRow(theDepartment, band, censusYear, sumOf(communes.map((each) => childrenIn(each, band)))),
  ]);
}
