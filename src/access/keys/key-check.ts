import type { SqlEntityManager } from '@mikro-orm/sql';
import { LRUCache } from 'lru-cache';
import { type Viewer, viewerOf } from '../../viewer.js';
import { digestOf, isSameDigest, noDigest, readKeyText } from './access-key.rules.js';
import { type CheckedKey, keyToCheck, noteKeyUse } from './key-check.sql.js';

interface Known {
  readonly viewer: Viewer;
  /** Of the base: what changes a key begins another. */
  readonly epoch: number;
}

const longestMemory = 600_000;
const betweenNotes = 60_000;

/**
 * Tells who sends a key. One that was good is remembered, as long as the base says when a key changes: a base that is busy
 * with a load does not keep its bearer waiting. Whatever is not good costs the same, whatever is wrong with it.
 */
export class KeyCheck {
  /** By the digest of the whole text: a wrong secret never meets what is known of the right one. */
  readonly #known = new LRUCache<string, Known>({ max: 1_000 });
  readonly #noted = new LRUCache<string, number>({ max: 1_000 });
  readonly #notes = new Set<Promise<void>>();

  /**
   * @param epoch grows with each change of the base; null while none would be heard of
   * @param onFault hears of a use that could not be noted
   */
  constructor(
    private readonly fork: () => SqlEntityManager,
    private readonly epoch: () => number | null,
    private readonly onFault: (error: unknown) => void,
  ) {}

  /** Null for a key that is unknown, wrong, expired or revoked: nobody learns which. */
  async viewerOf(text: string): Promise<Viewer | null> {
    const read = readKeyText(text);
    if (read === null) return null;
    const name = digestOf(text);
    const viewer = this.#remembered(name) ?? (await this.#check(read.id, read.secret, name, this.epoch()));
    if (viewer !== null) this.#note(read.id);
    return viewer;
  }

  /** Who sends a key that is remembered as good; null for any other. */
  known(text: string): Viewer | null {
    const viewer = this.#remembered(digestOf(text));
    if (viewer?.keyId) this.#note(viewer.keyId);
    return viewer;
  }

  #remembered(name: string): Viewer | null {
    const known = this.#known.get(name);
    return known && known.epoch === this.epoch() ? known.viewer : null;
  }

  /** Waits for the uses that are being noted. */
  async close(): Promise<void> {
    await Promise.all(this.#notes);
  }

  async #check(id: string, secret: string, name: string, epoch: number | null): Promise<Viewer | null> {
    const key = await keyToCheck(this.fork(), id);
    const left = leftOf(key, digestOf(secret));
    if (key === null || left <= 0) return null;
    const viewer = viewerOf({ ...key, territories: key.territoryIds, keyId: id });
    if (epoch !== null) this.#known.set(name, { viewer, epoch }, { ttl: Math.min(left, longestMemory) });
    return viewer;
  }

  /** Beside the answer, which does not wait for it. */
  #note(id: string): void {
    const now = Date.now();
    if (now - (this.#noted.get(id) ?? 0) < betweenNotes) return;
    this.#noted.set(id, now);
    const note = noteKeyUse(this.fork(), id).catch(this.onFault);
    this.#notes.add(note);
    void note.finally(() => this.#notes.delete(note));
  }
}

/** For how long a secret opens, in milliseconds. Both comparisons are always made, with a key or without. */
function leftOf(key: CheckedKey | null, digest: string): number {
  const isCurrent = isSameDigest(digest, key?.secretHash ?? noDigest);
  const isPrevious = isSameDigest(digest, key?.previousHash ?? noDigest);
  return Math.max(isCurrent ? (key?.left ?? 0) : 0, isPrevious ? (key?.previousLeft ?? 0) : 0);
}
