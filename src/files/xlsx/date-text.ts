const secondsOfDay = 86_400;
/** 9999-12-31: Excel shows nothing past it. */
const lastSerial = 2_958_466;

/**
 * The day, or the day and time, that a workbook keeps as a number of days: `AAAA-MM-JJ`, `AAAA-MM-JJ HH:MM:SS`, or
 * `HH:MM:SS` for a time without a day. Null for a number that is no date.
 */
export function dateText(written: string, is1904: boolean): string | null {
  const serial = Number(written);
  if (!(serial >= 0 && serial < lastSerial) || written.trim() === '') return null;
  const seconds = Math.round(serial * secondsOfDay);
  const day = Math.floor(seconds / secondsOfDay);
  const time = seconds % secondsOfDay;
  if (day === 0 && !is1904) return timeText(time);
  const date = is1904 ? dayText(day - 24_107) : dayOf1900(day);
  return time === 0 ? date : `${date} ${timeText(time)}`;
}

/** Excel believes that 1900 was a leap year: its day 60 never was, and earlier days are one off. */
function dayOf1900(day: number): string {
  if (day === 60) return '1900-02-29';
  return dayText(day < 60 ? day - 25_568 : day - 25_569);
}

/** A sheet names few days, many times each. */
const knownDays = new Map<number, string>();
const maximumKnownDays = 10_000;

/** The day that many days from 1970-01-01. */
function dayText(days: number): string {
  const known = knownDays.get(days);
  if (known !== undefined) return known;
  const text = new Date(days * secondsOfDay * 1000).toISOString().slice(0, 10);
  if (knownDays.size < maximumKnownDays) knownDays.set(days, text);
  return text;
}

const timeText = (seconds: number) => new Date(seconds * 1000).toISOString().slice(11, 19);

/** An ISO date, as a workbook may write it too: without the time at midnight. */
export const isoDateText = (written: string) =>
  written
    .trim()
    .replace(/(\.\d+)?Z?$/, '')
    .replace('T', ' ')
    .replace(/ 00:00(:00)?$/, '');
