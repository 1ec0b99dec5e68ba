import { hash } from 'node:crypto';
import { JournalKind } from './journal.rules.js';

/** What a request asked, as the journal tells it. */
export interface Asked {
  readonly kind: JournalKind;
  readonly operation: string | null;
  /** One line for each figure or list, by its path and arguments: `commune.subsidies(fiscalYear: 2023)`. */
  readonly fields: readonly string[];
  /** How many more there were than are listed. */
  readonly more: number;
  /** Ids of the territories that arguments name. */
  readonly territories: readonly string[];
  /** Were texts asked for in which a person may be named? */
  readonly readsContacts: boolean;
  /** Digest of the above: the same question is told in the same words. */
  readonly id: string;
}

const nothing = { operation: null, fields: [], more: 0, territories: [], readsContacts: false } as const;

export function askedOf(kind: JournalKind, told: Partial<Omit<Asked, 'id' | 'kind'>>): Asked {
  const all = { ...nothing, ...told, kind };
  return { ...all, id: hash('sha256', JSON.stringify(all), 'base64url') };
}

/** What is known of a request that was refused before anybody read it. */
export const nothingAsked: Asked = askedOf(JournalKind.READ, {});
