import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { StateQuestion } from '../../convention/convention-state.sql.js';
import { type PeersAsked, shareStandings } from '../../territory/peers/peers.sql.js';
import { lastStep } from '../coverage.sql.js';

export interface CoveragePeersQuestion extends PeersAsked, StateQuestion {}

/** Where territories stand by their covered population; one that no convention ever touches has no value. */
export const coverageStandings = (
  em: SqlEntityManager,
  ids: readonly string[],
  { on, rule, ...asked }: CoveragePeersQuestion,
) =>
  shareStandings(
    em,
    'coveragePeers',
    ids,
    asked,
    sql`select p.territory_id as id, step.covered_population as numerator,
               case when step.territory_id is not null then p.population end as denominator
        from peer join place p on p.territory_id = peer.id and p.within_id = '' ${lastStep(on, rule)}`,
  );
