import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../../db/sql.js';
import { isFiltered, isKept, type TableFilter } from '../../territory/table-filter.sql.js';
import type { TerritoryKind } from '../../territory/territory.rules.js';

/** A territory of a row, and one that the row lies within. */
export interface Containment {
  readonly area: string;
  readonly whole: string;
}

/** As one text, the key of a pair. */
export const pairOf = ({ area, whole }: Containment): string => `${area} ${whole}`;

/** What parts of a territory are, and which of them a table counts. */
export interface CutQuestion extends TableFilter {
  readonly kinds: readonly TerritoryKind[];
}

/**
 * Which of the pairs are of a territory that has communes, or money of its own, outside the other one, or among those that a
 * filter does not keep. The money of an EPCI is of no band: a table of some bands leaves it out of every territory.
 */
export async function cutTerritories(em: SqlEntityManager, pairs: readonly string[], question: CutQuestion) {
  const [areas, wholes] = [0, 1].map((at) => pairs.map((pair) => pair.split(' ')[at] as string));
  const found = await rows(
    em,
    'cutTerritories',
    sql<Containment>`
      select pair.area, pair.whole from unnest(${areas}::text[], ${wholes}::text[]) pair(area, whole)
      where exists (
        select from territory_part part
        where part.whole_id = pair.area and part.part_kind = any(${question.kinds})
          and not (
            exists (select from territory_part inside where inside.whole_id = pair.whole and inside.part_id = part.part_id)
            ${isFiltered(question) ? sql`and exists (select from territory t where t.id = part.part_id and ${isKept(question, 't')})` : sql``}
          )
      )`,
  );
  return new Map(found.map((pair) => [pairOf(pair), true]));
}
