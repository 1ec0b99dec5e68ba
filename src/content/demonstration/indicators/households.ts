import { type Place, type Places, theDepartment } from '../places.js';
import { Dice } from '../random.js';
import { type IndicatorRow, indicatorRow, sumOf, toOneDecimal } from './indicator-rows.js';

const decemberOf = 2024;
const incomeYear = 2021;

/** What is counted of a population, and the share of it that it is, roughly. */
const counts = {
  'foyers allocataires': 0.17,
  'foyers allocataires monoparentaux': 0.028,
  'personnes couvertes': 0.43,
} as const;
type Count = keyof typeof counts;

const countIn = ({ code, population }: Place, count: Count): number =>
  Math.round(population * counts[count] * new Dice('households', code, count).between(0.8, 1.2));

const toNearestFive = (number: number): number => Math.round(number / 5) * 5;

/** As counts are published: under five, nothing is told; otherwise, to the nearest five. */
const published = (number: number): number | string => (number < 5 ? 'secret' : toNearestFive(number));

/** An EPCI whose incomes statistical secrecy hides. */
const hidden = 'CC Baugeois Vallée';
/** A few communes of which no count is known. */
const isSilent = ({ code }: Place): boolean => new Dice('households', code).chance(0.03);

/** Households, with the gaps of a publication: rounded counts, secrets, and communes of which nothing is known. */
export function householdRows({ communes }: Places): IndicatorRow[] {
  return (Object.keys(counts) as Count[]).flatMap((count) => [
    ...communes
      .filter((commune) => !isSilent(commune))
      .map((commune) => indicatorRow(commune, count, decemberOf, published(countIn(commune, count)))),
    indicatorRow(
      theDepartment,
      count,
      decemberOf,
      toNearestFive(sumOf(communes.map((commune) => countIn(commune, count)))),
    ),
  ]);
}

/** Incomes and poverty by EPCI: a poor EPCI has a low income, more or less. */
export function incomeRows({ epcis }: Places): IndicatorRow[] {
  const levels = [...epcis.filter(({ isWhole }) => isWhole), theDepartment];
  return levels.flatMap((place) => {
    const dice = new Dice('income', place.code);
    const ease = dice.between(0, 1);
    const told = {
      'niveau de vie médian': Math.round((20_800 + 3_400 * ease) / 10) * 10,
      'taux de pauvreté': toOneDecimal(14.5 - 6 * ease + dice.between(-1, 1)),
      'taux de pauvreté des enfants': toOneDecimal(19.5 - 9 * ease + dice.between(-1.5, 1.5)),
    };
    return Object.entries(told).map(([indicator, value]) =>
      indicatorRow(place, indicator, incomeYear, place.name === hidden ? 'secret' : value),
    );
  });
}
