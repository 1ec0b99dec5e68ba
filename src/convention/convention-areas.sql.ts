import { type RawBuilder, sql } from 'kysely';
import { PeerArea } from '../territory/peers/peers.rules.js';
import { country } from '../territory/territory.rules.js';

/** Select of conventions, each with the territory in which its peers are looked for: columns `reference`, `area` (null if unknown), `perimeter_complete`. */
export function conventionAreas(among: PeerArea): RawBuilder<unknown> {
  const area = {
    [PeerArea.DEPARTMENT]: sql`c.home_department_id`,
    [PeerArea.REGION]: sql`home.region_id`,
    [PeerArea.COUNTRY]: sql`${country.id}::text`,
  }[among];
  return sql`
    select c.reference, ${area} as area, c.perimeter_complete from convention c left join territory home on home.id = c.home_department_id`;
}
