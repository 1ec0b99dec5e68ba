import { today, yearOf } from '../calendar.js';

const months = [
  ...['janvier', 'f[ée]vrier', 'mars', 'avril', 'mai', 'juin', 'juillet'],
  ...['ao[ûu]t', 'septembre', 'octobre', 'novembre', 'd[ée]cembre'],
].join('|');
const day = `(?:\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[/.\\- ]\\d{1,2}[/.\\- ]\\d{2,4}|\\d{1,2}(?:er)?\\s+(?:${months})\\s+\\d{4})`;
/** Costs little, and is true wherever a day is: most cells have none. */
const likeDay = /\d[/. -]\d{1,2}[/. -]\d|\d(?:er)?\s+[a-zéû]{3,9}\s+\d{4}/i;
const wholeDay = new RegExp(`^${day}(?:[ T]00:00(?::00)?)?$`, 'iu');

const stated = new RegExp(`(?<!\\p{L})(?:date(?: de)? naiss(?:ance|\\.)?|ddn)\\s*(?::\\s*)?${day}`, 'giu');
const born = new RegExp(`(?<!\\p{L})n[ée](?:e|\\(e\\))?s?\\s+le\\s+${day}`, 'giu');
/** A day that the calendar may have, and no part of a number of telephone nor of an amount. */
const numbers = '(?:0?[1-9]|[12]\\d|3[01])[/.\\- ](?:0?[1-9]|1[0-2])[/.\\- ](?:\\d{4}|\\d{2})';
const words = `\\d{1,2}(?:er)?\\s+(?:${months})\\s+\\d{4}`;
const bareDay = new RegExp(
  `(?<!\\d[/.\\- ]?)(?:\\d{4}-\\d{2}-\\d{2}|${numbers}|${words})(?![/.\\- ]?\\d)`,
  'giu',
);

/** Communes and associations are born too: only who is named as a person is one. */
const title = '(?:M\\.|MM\\.|Mmes?|Mlles?|[Mm]onsieur|[Mm]adame|[Mm]ademoiselle)';
const fullName = '(?:\\p{Lu}\\p{Ll}+[ -]+\\p{Lu}{2,}|\\p{Lu}{2,}[ -]+\\p{Lu}\\p{Ll}+)';
const person = new RegExp(`(?<!\\p{L})(?:${title}|[Ee]nfants?|[Aa]llocataires?|${fullName})(?!\\p{L})`, 'u');
const nameLength = 80;

const word = "\\p{Lu}[\\p{L}'’-]{1,30}";
/** What may stand between a name and a day that is told of it: nothing that makes it the day of something else. */
const sign = '[ ,;:(–-]{1,4}';
const nameBefore = new RegExp(
  `(?<!\\p{L})(?:(?:${title}|[Ee]nfant|[Aa]llocataire) ?${word}(?: ${word})?|${fullName}(?: ${word})?)${sign}$`,
  'u',
);
const onlyName = new RegExp(`^\\s*${word}(?: ${word}){1,3}${sign}$`, 'u');
/** Words of what is opened, signed or founded, as nobody is called. */
const thing =
  /(?<!\p{L})(?:accueil|alsh|association|centre|cc|caf|collège|commune|communauté|convention|crèche|creche|ctg|école|ecole|espace|foyer|halte|laep|les|des|lieu|maison|mairie|métropole|metropole|micro|multi|périscolaire|pôle|ram|rpe|relais|service|signature|structure|syndicat|ville)(?!\p{L})/iu;

const place = /(?<!\p{L})(?:la|saint|sainte|sur)(?!\p{L})/iu;

/** Days of conventions and of what they tell are younger; those of births of whom a file may name mostly are not. */
const youngest = { named: 10, perhaps: 18 } as const;

/** Does a text say when one person was born? */
export const saysBirth = (text: string): boolean =>
  text.length >= 12 && likeDay.test(text) && birthsIn(text).length > 0;

/** Is a text a day and nothing else? */
export const isDay = (text: string): boolean => wholeDay.test(text);

/** A text with something else in place of when persons were born. */
export function withoutBirths(text: string, mask: string): string {
  if (!saysBirth(text)) return text;
  const named = namedDaysIn(text).toReversed();
  return named
    .reduce((left, { start, end }) => left.slice(0, start) + mask + left.slice(end), text)
    .replace(born, mask)
    .replace(stated, mask);
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function birthsIn(text: string): readonly unknown[] {
  const found = text.match(stated);
  if (found) return found;
  for (const { index } of text.matchAll(born))
    if (person.test(text.slice(Math.max(0, index - nameLength), index))) return [index];
  return namedDaysIn(text);
}

/**
 * Days that stand right after a name, long enough ago: ten years after whoever is named for sure (a title, « Jeanne MARTIN »), eighteen
 * where words with capitals are all that stands before, which may also name a place.
 */
function namedDaysIn(text: string): Span[] {
  return [...text.matchAll(bareDay)].flatMap(({ 0: found, index }) => {
    const years = yearOf(today()) - birthYear(found);
    if (years < youngest.named) return [];
    const before = text.slice(Math.max(0, index - nameLength), index);
    const [name] = nameBefore.exec(before) ?? [];
    const mayName =
      index <= nameLength && years >= youngest.perhaps && onlyName.test(before) && !place.test(before);
    const called = name ?? (mayName ? before : null);
    return called !== null && !thing.test(called) ? [{ start: index, end: index + found.length }] : [];
  });
}

/** Two digits are of this century until this year. */
function birthYear(day: string): number {
  const [first = '', ...others] = day.split(/[^\d]+/);
  const written = first.length === 4 ? first : (others.at(-1) ?? '');
  if (written.length !== 2) return Number(written);
  const now = yearOf(today());
  const century = now - (now % 100);
  return Number(written) + (Number(written) > now % 100 ? century - 100 : century);
}
