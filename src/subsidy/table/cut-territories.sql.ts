import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../../db/sql.js';
import { TerritoryKind } from '../../territory/territory.rules.js';

/** A territory of a row, and one that the row lies within. */
export interface Containment {
  readonly area: string;
  readonly whole: string;
}

/** As one text, the key of a pair. */
export const pairOf = ({ area, whole }: Containment): string => `${area} ${whole}`;

/** Which of the pairs are of a territory that has communes, or money of its own, outside the other one. */
export async function cutTerritories(em: SqlEntityManager, pairs: readonly string[]) {
  const [areas, wholes] = [0, 1].map((at) => pairs.map((pair) => pair.split(' ')[at] as string));
  const found = await rows(
    em,
    'cutTerritories',
    sql<Containment>`
      select pair.area, pair.whole from unnest(${areas}::text[], ${wholes}::text[]) pair(area, whole)
      where exists (
        select from territory_part part
        where part.whole_id = pair.area and part.part_kind in (${TerritoryKind.COMMUNE}, ${TerritoryKind.EPCI})
          and not exists (
            select from territory_part inside where inside.whole_id = pair.whole and inside.part_id = part.part_id
          )
      )`,
  );
  return new Map(found.map((pair) => [pairOf(pair), true]));
}
