import { randomBytes } from 'node:crypto';
import type { SqlEntityManager } from '@mikro-orm/sql';
import type { OidcSettings } from '../config/oidc-settings.js';
import { HubError } from '../errors.js';
import { Role, type Viewer, viewerOf } from '../viewer.js';
import { digestOf, isSameDigest, keyPrefix } from './keys/access-key.rules.js';
import { KeyCheck } from './keys/key-check.js';
import { TokenCheck } from './tokens/token-check.js';

export interface AccessOptions {
  readonly fork: () => SqlEntityManager;
  /** Of the base: grows with each change; null while none would be heard of. */
  readonly epoch: () => number | null;
  readonly oidc: OidcSettings | null;
  /** What this machine's commands send; null without any. */
  readonly localSecret: string | null;
  readonly onFault: (error: unknown) => void;
}

/** A secret of one process, for the commands of whoever may read its folder: that person has the base itself. */
export const newLocalSecret = (): string => `${keyPrefix}local_${randomBytes(32).toString('base64url')}`;

/** Whoever has the machine of the hub. */
export const localViewer = viewerOf({ name: 'ligne de commande', role: Role.ADMINISTRATOR });

/** Tells who asks from what they send: a key of the hub, or an access token of the provider. */
export class Authenticator {
  readonly #keys: KeyCheck;
  readonly #tokens: TokenCheck | null;
  readonly #local: string | null;

  constructor({ fork, epoch, oidc, localSecret, onFault }: AccessOptions) {
    this.#keys = new KeyCheck(fork, epoch, onFault);
    this.#tokens = oidc && new TokenCheck(oidc, fork, onFault);
    this.#local = localSecret === null ? null : digestOf(localSecret);
  }

  /**
   * @param text what follows `Bearer`; null when nothing was sent
   * @throws HubError `UNAUTHENTICATED`, `NO_ROLE`, `IDENTITY_PROVIDER_UNREACHABLE`
   */
  async viewerOf(text: string | null): Promise<Viewer> {
    const viewer = text === null ? null : await this.#find(text);
    if (viewer === null) throw new HubError('UNAUTHENTICATED', undefined);
    return viewer;
  }

  /** Who asks, if that is remembered from before; null for whoever is to be looked at, or sent away. */
  known(text: string): Viewer | null {
    return (text.startsWith(keyPrefix) ? this.#keys : this.#tokens)?.known(text) ?? null;
  }

  async #find(text: string): Promise<Viewer | null> {
    if (!text.startsWith(keyPrefix)) return this.#tokens?.viewerOf(text) ?? null;
    if (this.#local !== null && isSameDigest(digestOf(text), this.#local)) return localViewer;
    return this.#keys.viewerOf(text);
  }

  close(): Promise<void> {
    return this.#keys.close();
  }
}
