import { type AmountRow, amountRow } from './amounts.js';
import {
  communeFunding,
  epciFunding,
  type FundingModel,
  formerContract,
  lastYearOfFormerContract,
} from './funding.js';
import { toNearest } from './money.js';
import type { Place } from './places.js';
import { Dice } from './random.js';

/** One year of running support, of one nature. */
export interface Exercise {
  readonly year: number;
  readonly nature: 'réel (versé)' | 'prévisionnel' | 'actualisé (juin)';
  /** Mark in the identifiers of its amounts. */
  readonly mark: 'R' | 'P' | 'A';
  /** Codes of the communes under a convention that year. */
  readonly covered: ReadonlySet<string>;
}

/** How money grows from year to year, against 2024. */
const growth: Readonly<Record<number, number>> = {
  2021: 0.9,
  2022: 0.93,
  2023: 0.96,
  2024: 1,
  2025: 1.03,
  2026: 1.05,
};

/**
 * EPCI that have not sent their 2025 accounts: Anjou Loir et Sarthe, Vallées du Haut-Anjou. A commune is also known
 * by what its EPCI reports, so only inside these two can a commune be missing altogether.
 */
const lateEpcis = ['200068955', '200071868'];

/** The amounts of a territory for a year: silence, a zero, one sum for all sectors, or a line for each service. */
export function supportOf(place: Place, exercise: Exercise): AmountRow[] {
  if (isSilent(place, exercise)) return [];
  const lines = modelsOf(place, exercise).map((model) => ({ model, cents: centsOf(place, model, exercise) }));
  if (lines.length === 0) return reportsZero(place) ? [zeroRow(place, exercise)] : [];
  if (isUndivided(place, exercise)) {
    const cents = lines.reduce((sum, line) => sum + line.cents, 0);
    return [undividedRow(place, exercise, cents)];
  }
  return lines.map(({ model, cents }, index) => lineRow(place, exercise, model, cents, index + 1));
}

/** Late reporters: most of all in the last closed year. A large town always reports; an EPCI is late only then. */
function isSilent({ kind, code, population }: Place, { year, mark }: Exercise): boolean {
  const isLate = mark === 'R' && year === 2025;
  if (kind === 'epci') return isLate && lateEpcis.includes(code);
  const odds = isLate ? 0.16 : { R: 0.04, P: 0.05, A: 0 }[mark];
  return population < 20_000 && new Dice('silence', code, year, mark).chance(odds);
}

function modelsOf(place: Place, { year, covered }: Exercise): FundingModel[] {
  const models = place.kind === 'epci' ? epciFunding : communeFunding;
  // An EPCI's bonus follows the conventions of its communes, whose number is beside the point here.
  const hasConvention = place.kind === 'epci' || covered.has(place.code);
  const former = !hasConvention && year <= lastYearOfFormerContract ? [formerContract] : [];
  return [...models, ...former].filter(
    (model) =>
      model.from <= place.population &&
      place.population < model.upTo &&
      (hasConvention || !model.needsConvention) &&
      new Dice('service', place.code, model.line).chance(model.odds) &&
      openedIn(place, model) <= year,
  );
}

/** Most services were there before the first year; some opened since. */
const openedIn = ({ code }: Place, { line }: FundingModel): number =>
  new Dice('opening', code, line).pick([2000, 2000, 2000, 2000, 2000, 2000, 2022, 2023, 2024]);

function centsOf({ code, population }: Place, { line, perInhabitant }: FundingModel, exercise: Exercise) {
  const { year, mark } = exercise;
  const level = new Dice('level', code, line).between(0.7, 1.3);
  const yearly = new Dice('amount', code, line, year).between(0.94, 1.06);
  const cents = Math.round(population * perInhabitant * 100 * level * yearly * (growth[year] ?? 1));
  if (mark === 'R') return cents;
  // What is expected is written in round sums, and misses what will be paid by up to a sixth.
  return toNearest(100, cents * new Dice('expected', code, line, year, mark).between(0.86, 1.14));
}

const reportsZero = ({ code }: Place): boolean => new Dice('zero', code).chance(0.6);

/** In the first years some reports gave one sum for everything; a few still do. */
const isUndivided = ({ kind, code, population }: Place, { year }: Exercise): boolean =>
  kind === 'commune' && population < 20_000 && new Dice('undivided', code).chance(year <= 2022 ? 0.16 : 0.05);

const idOf = ({ code }: Place, { year, mark }: Exercise, line: string): string =>
  `DEMO-${code}-${year}-${mark}-${line}`;

const zeroRow = (place: Place, exercise: Exercise): AmountRow =>
  amountRow(place, exercise.year, 0, {
    amount_id: idOf(place, exercise, '00'),
    sector: 'tous secteurs',
    nature: exercise.nature,
    notes: 'Aucun versement : un zéro déclaré, pas une absence de réponse',
  });

const undividedRow = (place: Place, exercise: Exercise, cents: number): AmountRow =>
  amountRow(place, exercise.year, cents, {
    amount_id: idOf(place, exercise, '00'),
    sector: 'petite enfance|enfance|jeunesse',
    nature: exercise.nature,
    notes: 'Somme que la source ne ventile pas',
  });

function lineRow(place: Place, exercise: Exercise, model: FundingModel, cents: number, number: number) {
  const amount_id = idOf(place, exercise, String(number).padStart(2, '0'));
  const told = { amount_id, sector: model.sector, funding_line: model.line, nature: exercise.nature };
  const dice = new Dice('precision', amount_id);
  if (cents < 1_000_000 || !dice.chance(0.012)) return amountRow(place, exercise.year, cents, told);
  const precision = dice.pick(['approx', 'approx', 'at_least']);
  return amountRow(place, exercise.year, toNearest(1000, cents), { ...told, precision });
}
