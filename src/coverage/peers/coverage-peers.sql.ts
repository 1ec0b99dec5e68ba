import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { StateQuestion } from '../../convention/convention-state.sql.js';
import { type PeersAsked, peerTerritories, shareStandings } from '../../territory/peers/peers.sql.js';
import { lastStep } from '../coverage.sql.js';
import { UnknownCoverage } from './coverage-peers.rules.js';

export interface CoveragePeersQuestion extends PeersAsked, StateQuestion {}

/** Nothing of the place is covered for certain, and a convention may cover some of it. */
const cause = sql`
  case when step.covered > 0 then null
       when step.conventions_undetermined > 0 or step.undetermined > 0 then ${sql.lit(UnknownCoverage.DATES)}
       when step.without_perimeter > 0 then ${sql.lit(UnknownCoverage.PERIMETER)} end`;

/**
 * Where territories stand by their covered population. One that no convention ever touches has no value, nor has one of which nothing
 * is known to be covered, and something unknown; one whose conventions are all over, or to come, has: zero.
 */
export const coverageStandings = (
  em: SqlEntityManager,
  ids: readonly string[],
  { on, rule, ...asked }: CoveragePeersQuestion,
) =>
  shareStandings(
    em,
    'coveragePeers',
    ids,
    peerTerritories(ids, asked),
    sql`select p.territory_id as id, step.covered_population as numerator,
               case when step.territory_id is not null and (${cause}) is null then p.population end as denominator, ${cause} as cause
        from peer join place p on p.territory_id = peer.id and p.within_id = '' ${lastStep(on, rule)}`,
  );
