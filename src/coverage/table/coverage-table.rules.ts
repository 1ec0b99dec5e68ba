import type { LocalDate } from '../../calendar.js';
import { HubError } from '../../errors.js';
import { partsWithin } from '../../subsidy/table/subsidy-table.rules.js';
import type { TerritoryKind } from '../../territory/territory.rules.js';

/** What a table of coverage can be grouped by. */
export enum CoverageDimension {
  REGION = 'REGION',
  DEPARTMENT = 'DEPARTMENT',
  EPCI = 'EPCI',
  COMMUNE = 'COMMUNE',
  POPULATION_BAND = 'POPULATION_BAND',
  DATE = 'DATE',
}

/** A dimension that parts communes; only a date does not. */
export type TerritorialDimension = Exclude<CoverageDimension, CoverageDimension.DATE>;

interface DimensionFacts {
  readonly label: string;
  readonly description: string;
  /** At most how many values it takes in the whole country. */
  readonly size: number;
}

/** Every dimension: the resolver, the catalogue and the limits follow from this table. */
export const coverageDimensions: Readonly<Record<CoverageDimension, DimensionFacts>> = {
  REGION: { label: 'Région', size: 30, description: 'Région de la commune.' },
  DEPARTMENT: {
    label: 'Département',
    size: 110,
    description:
      'Département de la commune : le sien, même si son EPCI est compté dans le département voisin.',
  },
  EPCI: {
    label: 'EPCI',
    size: 1_300,
    description:
      'EPCI de la commune, pour ses seules communes du territoire demandé ; vide hors de tout EPCI.',
  },
  COMMUNE: { label: 'Commune', size: 35_000, description: 'La commune.' },
  POPULATION_BAND: {
    label: 'Strate de population',
    size: 9,
    description: 'Strate de la commune ; vide si sa population n’est pas publiée.',
  },
  DATE: {
    label: 'Date',
    size: 60,
    description: 'Date de la mesure. Une part ne s’additionne jamais d’une date à l’autre.',
  },
};

export const isTerritorial = (dimension: CoverageDimension): dimension is TerritorialDimension =>
  dimension !== CoverageDimension.DATE;

export enum CoverageTableOrder {
  COMMUNES_RATE = 'COMMUNES_RATE',
  POPULATION_RATE = 'POPULATION_RATE',
  COVERED_POPULATION = 'COVERED_POPULATION',
  REMAINING_POPULATION = 'REMAINING_POPULATION',
  CONVENTIONS = 'CONVENTIONS',
  CHANGE = 'CHANGE',
  KEY = 'KEY',
}

/** Between two dates of a series. */
export enum CoverageStep {
  MONTH = 'MONTH',
  YEAR = 'YEAR',
}

/** Dates that one table may ask: 5 years by month. */
export const maximumDates = 60;

/** CTG exist since 2009, and none is planned this far: a date outside is a slip of the keyboard. */
export const [firstDate, lastDate]: readonly [LocalDate, LocalDate] = ['2000-01-01', '2099-12-31'];

/** @throws HubError `DATE_OUT_OF_RANGE` */
export function checkDate(date: LocalDate): LocalDate {
  if (date < firstDate || date > lastDate) {
    throw new HubError('DATE_OUT_OF_RANGE', { value: date, from: firstDate, to: lastDate });
  }
  return date;
}

/** Last day of the month that is `months` after the month of a date. */
function monthEnd(date: LocalDate, months: number): LocalDate {
  const [year, month] = date.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month + months, 0)).toISOString().slice(0, 10);
}

/** The last days of the `number` months that end after a date. */
export function monthsAfter(date: LocalDate, number: number): LocalDate[] {
  const start = monthEnd(date, 0) > date ? 0 : 1;
  return Array.from({ length: number }, (_, at) => monthEnd(date, start + at));
}

/** A series of dates, both bounds included. */
export interface CoverageSeries {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly step: CoverageStep;
}

/**
 * The last days of the months, or years, from a date to another.
 * @throws HubError `DATE_OUT_OF_RANGE`, `EMPTY_SERIES`, `LIST_TOO_LONG`
 */
export function datesOf({ from, to, step }: CoverageSeries): LocalDate[] {
  checkDate(from);
  checkDate(to);
  const dates: LocalDate[] = [];
  const first = step === CoverageStep.YEAR ? `${from.slice(0, 4)}-12-31` : from;
  const width = step === CoverageStep.YEAR ? 12 : 1;
  for (let date = monthEnd(first, 0), at = 1; date <= to; date = monthEnd(first, at * width), at += 1) {
    if (dates.length === maximumDates) {
      throw new HubError('LIST_TOO_LONG', { name: 'between', maximum: maximumDates });
    }
    dates.push(date);
  }
  if (dates.length === 0) throw new HubError('EMPTY_SERIES', { from, to });
  return dates;
}

/** At most how many cells a table has, known before it is computed. */
export function cellsOf(
  dimensions: readonly CoverageDimension[],
  { kind, dates }: { readonly kind: TerritoryKind; readonly dates: number },
): number {
  // A commune is in one EPCI, one département, one band: no combination has more cells than there are communes.
  const most = dimensions
    .filter(isTerritorial)
    .reduce((product, dimension) => product * coverageDimensions[dimension].size, 1);
  return Math.min(most, partsWithin[kind]) * dates;
}
