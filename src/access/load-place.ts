import type { SqlEntityManager } from '@mikro-orm/sql';
import { HubError } from '../errors.js';
import { Role, type Viewer } from '../viewer.js';
import { isWithinAny } from './reach.sql.js';

/**
 * The territory outside of which a load of somebody's refuses rows: that which was asked for, or the only one that there is.
 *
 * @param wanted id of a territory, or null
 * @returns null for no limit
 * @throws HubError `TERRITORY_OUT_OF_REACH`
 */
export async function placeOfLoad(
  em: SqlEntityManager,
  { role, territories }: Viewer,
  wanted: string | null,
): Promise<string | null> {
  if (role === Role.ADMINISTRATOR) return wanted;
  const place = wanted ?? (territories.length === 1 ? (territories[0] ?? null) : null);
  if (place === null || !(await isWithinAny(em, place, territories)))
    throw new HubError('TERRITORY_OUT_OF_REACH', undefined);
  return place;
}
