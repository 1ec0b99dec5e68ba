import { amountHeaders } from './amounts.js';
import type { ConventionStory } from './cast/story.js';
import { writeCsv } from './csv.js';
import { investmentsOf } from './investments.js';
import { coveredIn } from './perimeters.js';
import type { Places } from './places.js';
import { type Exercise, supportOf } from './running-support.js';
import { amountsSetAside } from './set-aside.js';

const realYears = [2021, 2022, 2023, 2024, 2025];
const forecastYears = [2025, 2026];
/** The mid-year update, which only intercommunal services send. */
const revisedYear = 2026;

/** Real, forecast, revised and decided amounts of every territory, as a Caf's own system would list them. */
export function subsidiesCsv(stories: readonly ConventionStory[], places: Places): string {
  const exercise = (year: number, nature: Exercise['nature'], mark: Exercise['mark']): Exercise => ({
    year,
    nature,
    mark,
    covered: coveredIn(year, stories, places),
  });
  const yearly = [
    ...realYears.map((year) => exercise(year, 'réel (versé)', 'R')),
    ...forecastYears.map((year) => exercise(year, 'prévisionnel', 'P')),
  ];
  const revised = exercise(revisedYear, 'actualisé (juin)', 'A');
  return writeCsv(amountHeaders, [
    ...yearly.flatMap((each) =>
      [...places.communes, ...places.epcis].flatMap((place) => supportOf(place, each)),
    ),
    ...places.epcis.flatMap((epci) => supportOf(epci, revised)),
    ...investmentsOf(places),
    ...amountsSetAside(places),
  ]);
}
