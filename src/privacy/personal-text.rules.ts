import { saysBirth, withoutBirths } from './births.rules.js';
import { holdsSocialSecurityNumber, maskSocialSecurityNumbers } from './social-security.rules.js';

/** What a text says of one person, for which the hub has no use. */
export type PersonalDatum = 'SOCIAL_SECURITY_NUMBER' | 'BIRTH';
/** How a person is reached: of no use in a figure, and of some to those who wrote it. */
export type Contact = 'E_MAIL' | 'PHONE';

/** The first thing that a text says of a person; null when it says nothing. */
export function personalDatumIn(text: string): PersonalDatum | null {
  if (holdsSocialSecurityNumber(text)) return 'SOCIAL_SECURITY_NUMBER';
  return saysBirth(text) ? 'BIRTH' : null;
}

/** Looked for where a word begins alone: a long one that is no address would be read again from each of its letters. */
const eMail = /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;
const phone = /(?<![\d/=])(?:(?:\+|00)33[ .-]?(?:\(0\))?|0)[1-9](?:[ .-]?\d{2}){4}(?!\d)/;

/** How a text says that a person is reached; null when it does not. */
export function contactIn(text: string): Contact | null {
  if (text.includes('@') && eMail.test(text)) return 'E_MAIL';
  return text.length >= 10 && phone.test(text) ? 'PHONE' : null;
}

const mask = '•••';
const secrets: readonly RegExp[] = [
  // Keys of a hub, and access tokens.
  /ctg_\w{4,}[\w-]*/g,
  /\b(?:Bearer|Basic)\s+[\w.~+/=-]{6,}/gi,
  /eyJ[\w-]{16,}(?:\.[\w-]*){0,2}/g,
  // An account in an address.
  /(?<=:\/\/)[^\s/?#@]+@/g,
];
/** What addresses call a secret. */
const parameter = /([?&;](?=[\w-]*(?:key|token|secret|passw|pwd|sig|auth))[\w-]+=)[^\s&#;]+/gi;

/**
 * A text for a log or a journal: what opens something, and what says who or where somebody is, is masked. Its time grows with the length of
 * the text alone, whatever stands in it.
 */
export function withoutSecrets(text: string): string {
  const open = secrets
    .reduce((left, secret) => left.replace(secret, mask), text)
    .replace(parameter, `$1${mask}`);
  const unnamed = maskSocialSecurityNumbers(open, mask)
    .replace(new RegExp(eMail, 'g'), mask)
    .replace(new RegExp(phone, 'g'), mask);
  return withoutBirths(unnamed, mask);
}
