import { dayBefore, type LocalDate } from '../../calendar.js';
import { monthEnd, monthsAfter } from '../../graphql/series.rules.js';

/** What an outlook looks at: both follow from the date that it starts from and the number of months. */
export interface Horizon {
  /** Last days of months: all after the start, up to the one of the month in which the whole months asked are over. */
  readonly dates: readonly LocalDate[];
  /** Until when a last day in force is told: the eve of the last date, which is the first day that its loss shows on. */
  readonly lastEnd: LocalDate;
}

/**
 * The dates that an outlook shows, and the ends that it tells. Alerts of as many months tell what is lost up to the same day of the
 * month, months later: the month of that day is shown to its end, so that nothing of theirs is missing. From the last day of a month
 * these are as many dates as months, from any other day one more.
 */
export function horizonOf(from: LocalDate, months: number): Horizon {
  const last = monthEnd(from, months);
  return {
    dates: monthsAfter(from, months + 1).filter((date) => date <= last),
    lastEnd: dayBefore(last),
  };
}
