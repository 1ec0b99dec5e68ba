import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { withoutSecrets } from '../../privacy/personal-text.rules.js';

/** What a key is worth today. */
export enum AccessKeyState {
  LIVE = 'LIVE',
  EXPIRED = 'EXPIRED',
  REVOKED = 'REVOKED',
}

/** How every key begins, so that those who look for secrets in files recognise one. */
export const keyPrefix = 'ctg_';

/** A key as its bearer sends it: an id that is no secret, by which it is found, and 32 random bytes. */
export interface KeyText {
  readonly id: string;
  readonly secret: string;
}

const pattern = /^ctg_([0-9a-f]{16})_([\w-]{43})$/;

/** One that no text masks: its figures may happen to look like a phone number, and a journal must say which key was revoked. */
export function newKeyId(): string {
  const id = randomBytes(8).toString('hex');
  return withoutSecrets(id) === id ? id : newKeyId();
}
export const newSecret = (): string => randomBytes(32).toString('base64url');
export const keyTextOf = ({ id, secret }: KeyText): string => `${keyPrefix}${id}_${secret}`;

/** Null for what was never a key. */
export function readKeyText(text: string): KeyText | null {
  const [, id, secret] = pattern.exec(text) ?? [];
  return id === undefined || secret === undefined ? null : { id, secret };
}

/** All that is kept of a secret. It has 256 bits of chance: there is nothing to guess, so a slow digest would add nothing. */
export const digestOf = (secret: string): string => hash('sha256', secret, 'hex');

/** Compares two digests, in a time that says nothing of where they differ. */
export const isSameDigest = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(one, 'hex'), Buffer.from(other, 'hex'));

/** The digest of nothing that anybody could send: what a key that does not exist is compared to. */
export const noDigest = '0'.repeat(64);

export const lifetimeDays = { usual: 365, maximum: 1_095 } as const;
export const overlapHours = { usual: 24, maximum: 720 } as const;
