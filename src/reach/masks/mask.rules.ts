import { hash } from 'node:crypto';
import type { Audience, SecrecyPolicy } from '../../config/secrecy.js';
import type { DatasetName } from '../../provenance/dataset-name.js';

/** Figures of which it is kept what is published: whoever needs but one kind does not wait for the other. */
export enum Figures {
  AMOUNTS = 'AMOUNTS',
  INDICATORS = 'INDICATORS',
}

/** What a viewer is shown of the figures within their reach. */
export interface Mask {
  readonly audience: Audience;
  /** The kinds of files of which they are shown anything. */
  readonly datasets: readonly DatasetName[];
  readonly policy: SecrecyPolicy;
}

/** To be raised with whatever changes what the code hides by one policy: what was kept before is worked out anew. */
const pattern = 2;

/** Text that two policies share only if they are the same, and followed in the same way. */
export const policyText = (policy: SecrecyPolicy): string => JSON.stringify({ pattern, ...policy });

/** A positive number that two policies share only if they are the same, but for one chance in two thousand million. */
export const policyNumber = (policy: SecrecyPolicy): number =>
  Number.parseInt(hash('sha256', policyText(policy), 'hex').slice(0, 8), 16) % 2 ** 31;
