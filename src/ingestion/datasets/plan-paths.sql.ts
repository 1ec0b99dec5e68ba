import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../../db/sql.js';

/**
 * Links nodes to their parents, then rewrites the path of every node of the conventions, and which nodes
 * completion counts: actions, and objectives that have actions of their own or no objective below. Returns the nodes
 * whose parent changed.
 */
export async function rebuildPaths(
  em: SqlEntityManager,
  references: readonly string[],
  links: readonly (readonly [id: string, parent: string | null])[],
): Promise<string[]> {
  const moved = await rows(
    em,
    'linkPlanNodes',
    sql<{ id: string }>`
      update plan_node n set parent_id = link.value ->> 1
      from json_array_elements(${JSON.stringify(links)}::json) link
      where n.id = link.value ->> 0 and n.parent_id is distinct from link.value ->> 1
        -- A parent whose own row was refused is not there.
        and (link.value ->> 1 is null or exists (select from plan_node p where p.id = link.value ->> 1))
      returning n.id`,
  );
  await rows(
    em,
    'rebuildPaths',
    sql`
      with recursive tree as (
        select id, array[id::text] as path from plan_node
        where parent_id is null and convention_reference = any(${references})
        union all
        select n.id, tree.path || n.id::text from plan_node n join tree on n.parent_id = tree.id
      )
      update plan_node n set path = tree.path from tree where n.id = tree.id and n.path is distinct from tree.path`,
  );
  await rows(
    em,
    'markMeasuredNodes',
    sql`
      update plan_node n set is_measured = measured.is_measured
      from (
        select id, kind = 'ACTION' or (kind = 'OBJECTIVE' and (exists (
                 select from plan_node own where own.parent_id = o.id and own.kind = 'ACTION'
               ) or not exists (
                 select from plan_node below
                 where below.convention_reference = o.convention_reference
                   and below.kind = 'OBJECTIVE' and below.id <> o.id and o.id = any(below.path)
               ))) as is_measured
        from plan_node o where convention_reference = any(${references})
      ) measured
      where n.id = measured.id and n.is_measured <> measured.is_measured`,
  );
  return moved.map(({ id }) => id);
}
