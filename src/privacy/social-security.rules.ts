/** What may stand between the groups of a number that a person writes. */
const between = '[ \\u00a0\\u2009\\u202f.\\-/]{1,2}';
const [sex, two, department, three] = ['[1-478]', '\\d{2}', '(?:\\d{2}|2[AB])', '\\d{3}'];

/** All in one piece, its key apart or not. */
const whole = `${sex}${two}${two}${department}${three}${three}(?:(?:${between})?${two})?`;
/** Group by group: the first ones always are, so that neither amounts nor lists of codes are taken for it. */
const grouped = [
  `${sex}${between}${two}${between}${two}(?:${between})?${department}`,
  `(?:${between})?${three}(?:${between})?${three}(?:(?:${between})?${two})?`,
].join('');

const candidates = new RegExp(`(?<![\\p{L}\\d])(?:${whole}|${grouped})(?![\\p{L}\\d])`, 'giu');
const shortest = 13;

/**
 * Does a text hold a social-security number (NIR): sex, year and month of birth, département, commune, rank, with its key or
 * without? A number in one piece without a good key must look like one in each of its parts: others have as many digits.
 */
export function holdsSocialSecurityNumber(text: string): boolean {
  if (text.length < shortest) return false;
  for (const [found] of text.matchAll(candidates)) if (isSocialSecurityNumber(found)) return true;
  return false;
}

/** What is said in place of each social-security number of a text. */
export const maskSocialSecurityNumbers = (text: string, mask: string): string =>
  text.length < shortest
    ? text
    : text.replace(candidates, (found) => (isSocialSecurityNumber(found) ? mask : found));

function isSocialSecurityNumber(text: string): boolean {
  const number = text.replace(/[^\dAB]/gi, '').toUpperCase();
  const [digits, key] = [number.slice(0, shortest), number.slice(shortest)];
  if (!isPlausible(digits)) return false;
  if (key !== '' && Number(key) === keyOf(digits)) return true;
  // A key that is wrong may be a slip, where the groups say what it is.
  const isGrouped = /^\d\D/.test(text);
  const isInOnePiece = /^[\dAB]+$/i.test(text);
  return isGrouped || ((key === '' || !isInOnePiece) && isOrdinary(digits));
}

/** 97 less the rest of the number by 97; Corsica counts as 19 and 18. */
const keyOf = (digits: string): number =>
  97 - Number(BigInt(digits.replace('2A', '19').replace('2B', '18')) % 97n);

/** Months from 20 on are of civil status that is not known, départements from 96 on of births elsewhere. */
function isPlausible(digits: string): boolean {
  const [month, place] = [Number(digits.slice(3, 5)), digits.slice(5, 7)];
  const isMonth = (month >= 1 && month <= 12) || (month >= 20 && month <= 42) || month >= 50;
  return isMonth && place !== '00' && !/000/.test(`${digits.slice(7, 10)} ${digits.slice(10)}`);
}

const isOrdinary = (digits: string): boolean =>
  /^[12]/.test(digits) && Number(digits.slice(3, 5)) >= 1 && Number(digits.slice(3, 5)) <= 12;
