import type { SqlEntityManager } from '@mikro-orm/sql';

/** What every resolver gets: one per request, so that batches and the unit of work never mix two readers. */
export interface Context {
  readonly em: SqlEntityManager;
  /** May sources be registered on machines that the internet does not see? */
  readonly allowPrivateSources: boolean;
}
