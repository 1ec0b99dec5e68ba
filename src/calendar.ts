/** A day of the calendar without time zone, `AAAA-MM-JJ`. Comparing two as text compares them in time. */
export type LocalDate = string;

/** Is this text a day that exists? `2024-02-31` does not. */
export function isLocalDate(text: string): boolean {
  // The calendar has no year 0, and PostgreSQL refuses it.
  if (!/^(?!0000)\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

const paris = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris', dateStyle: 'short' });

/** The last day that was told, and until when it is that one: a list asks for it with each of its items. */
let told = { day: '', from: 0, before: 0 };
const quarterHour = 900_000;

/** Today's date where the Caf works, whatever the server's time zone. */
export function today(now = Date.now()): LocalDate {
  // Nowhere does a day begin but on a quarter of an hour.
  if (now < told.from || now >= told.before) {
    const from = Math.floor(now / quarterHour) * quarterHour;
    told = { day: paris.format(from), from, before: from + quarterHour };
  }
  return told.day;
}

/** The year that a day is in. */
export const yearOf = (day: LocalDate): number => Number(day.slice(0, 4));

/** Days from one day to another; negative when the other comes first. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  (Date.parse(to) - Date.parse(from)) / 86_400_000;

/** The same day a year before; of 29 February, which that year has not, the 28th. */
export const yearBefore = (day: LocalDate): LocalDate =>
  `${String(yearOf(day) - 1).padStart(4, '0')}${day.slice(4).replace('-02-29', '-02-28')}`;

/** The day before another. */
export const dayBefore = (day: LocalDate): LocalDate =>
  new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

/** The last fiscal year that is closed: the calendar year before today's. */
export const lastClosedFiscalYear = (now = Date.now()): number => yearOf(today(now)) - 1;
