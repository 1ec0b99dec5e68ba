import { type LocalDate, today } from '../calendar.js';
import { HubError } from '../errors.js';

/** Between two dates of a series. */
export enum SeriesStep {
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

/** A date that is asked, or today. @throws HubError `DATE_OUT_OF_RANGE` */
export const dateOrToday = (date: LocalDate | null | undefined): LocalDate =>
  date == null ? today() : checkDate(date);

/** Last day of the month that is `months` after the month of a date. */
export function monthEnd(date: LocalDate, months: number): LocalDate {
  const [year, month] = date.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, month + months, 0)).toISOString().slice(0, 10);
}

/** The last days of the `number` months that end after a date. */
export function monthsAfter(date: LocalDate, number: number): LocalDate[] {
  const start = monthEnd(date, 0) > date ? 0 : 1;
  return Array.from({ length: number }, (_, at) => monthEnd(date, start + at));
}

/** A series of dates, both bounds included. */
export interface Series {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly step: SeriesStep;
}

/**
 * The last days of the months, or years, from a date to another.
 * @throws HubError `DATE_OUT_OF_RANGE`, `EMPTY_SERIES`, `LIST_TOO_LONG`
 */
export function datesOf({ from, to, step }: Series): LocalDate[] {
  checkDate(from);
  checkDate(to);
  const dates: LocalDate[] = [];
  const first = step === SeriesStep.YEAR ? `${from.slice(0, 4)}-12-31` : from;
  const width = step === SeriesStep.YEAR ? 12 : 1;
  for (let date = monthEnd(first, 0), at = 1; date <= to; date = monthEnd(first, at * width), at += 1) {
    dates.push(date);
  }
  const { length } = dates;
  if (length > maximumDates)
    throw new HubError('LIST_TOO_LONG', { name: 'between', length, maximum: maximumDates });
  if (length === 0) throw new HubError('EMPTY_SERIES', { from, to });
  return dates;
}

/**
 * The dates that a table asks, each once: listed, those of a series, or today.
 * @throws HubError `DATES_GIVEN_TWICE`, `EMPTY_LIST`, `LIST_TOO_LONG`, `DATE_OUT_OF_RANGE`, `EMPTY_SERIES`
 */
export function readDates(
  on: readonly LocalDate[] | null | undefined,
  between: Series | null | undefined,
): readonly LocalDate[] {
  if (between != null) {
    if (on != null) throw new HubError('DATES_GIVEN_TWICE', undefined);
    return datesOf(between);
  }
  if (on == null) return [today()];
  if (on.length === 0) throw new HubError('EMPTY_LIST', { name: 'on', without: 'la date d’aujourd’hui' });
  if (on.length > maximumDates)
    throw new HubError('LIST_TOO_LONG', { name: 'on', length: on.length, maximum: maximumDates });
  return [...new Set(on.map(checkDate))];
}
