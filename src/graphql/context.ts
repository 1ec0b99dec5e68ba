import type { SqlEntityManager } from '@mikro-orm/sql';
import type { SecrecyPolicy } from '../config/secrecy.js';
import type { Writing } from '../config.js';
import { HubError } from '../errors.js';
import type { Viewer } from '../viewer.js';
import type { Keeping } from './keeping.js';
import type { SharedRows } from './shared-rows.js';

/** What every resolver gets: one per request, so that batches and the unit of work never mix two readers. */
export interface Context {
  readonly em: SqlEntityManager;
  /** Aborted when nobody waits for the answer any more; null where somebody always does. */
  readonly asker: AbortSignal | null;
  /** May sources be registered on machines that the internet does not see? */
  readonly allowPrivateSources: boolean;
  /** A fresh unit of work, for what must have a transaction of its own. */
  readonly fork: () => SqlEntityManager;
  readonly writing: Writing;
  /** Who asks. */
  readonly viewer: Viewer;
  /** What is kept secret from partners and readers. */
  readonly secrecy: SecrecyPolicy;
  /** May whoever asks be told what the API is made of? */
  readonly introspection: boolean;
  /** Whether the answer may be given again. */
  readonly keeping: Keeping;
  /** What other questions have read already; null where everything is read anew. */
  readonly shared: SharedRows | null;
}

/** @throws HubError `WRITING_CLOSED` */
export function assertWritable({ writing }: Pick<Context, 'writing'>): void {
  if (writing === 'CLOSED') throw new HubError('WRITING_CLOSED', undefined);
}
