import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../../db/sql.js';
import type { provenanceOf } from '../dataset.js';

/** The parent of a node, and the row that names it. */
export type PlanLink = ReturnType<typeof provenanceOf> & {
  readonly id: string;
  readonly parent_id: string | null;
};

/** Links nodes to their parents. Returns the nodes whose parent changed: they are then of the batch that moved them. */
export async function linkPlanNodes(em: SqlEntityManager, links: readonly PlanLink[]): Promise<string[]> {
  const moved = await rows(
    em,
    'linkPlanNodes',
    sql<{ id: string }>`
      update plan_node n
      set parent_id = link.parent_id, batch_revision = link.batch_revision, source_sheet = link.source_sheet,
          source_line = link.source_line, source_url = link.source_url, source_title = link.source_title
      from jsonb_populate_recordset(null::plan_node, ${JSON.stringify(links)}::jsonb) link
      where n.id = link.id and n.parent_id is distinct from link.parent_id
        -- A parent whose own row was refused is not there.
        and (link.parent_id is null or exists (select from plan_node p where p.id = link.parent_id))
      returning n.id`,
  );
  return moved.map(({ id }) => id);
}

/**
 * Works out, from the parents, the path of every node of the conventions and which nodes completion counts: actions, and
 * objectives that have actions of their own or no objective below. The journal need not keep it: an undo works it out again.
 */
export async function derivePlans(em: SqlEntityManager, references: readonly string[]): Promise<void> {
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
}
