import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { rows, written } from '../../db/sql.js';

/** Where the end of a convention is not known: as long as most of them last. */
const usualYears = 5;

/** Says until when texts of each convention are kept, as it stands now. */
export async function noteTerms(em: SqlEntityManager, months: number): Promise<void> {
  const usually = sql`${usualYears}::int * interval '1 year'`;
  await rows(
    em,
    'noteTerms',
    sql`
      insert into contact_term (convention_reference, kept_until)
      select c.reference,
             (coalesce(greatest(c.ends_on, amended.ends_on), c.starts_on + ${usually}, c.signed_on + ${usually},
                       b.loaded_at + ${usually}) + ${months}::int * interval '1 month')::date
      from convention c
      join batch b on b.revision = c.batch_revision
      left join (select convention_reference, max(ends_on) as ends_on from amendment group by 1) amended
        on amended.convention_reference = c.reference
      on conflict (convention_reference) do update set kept_until = excluded.kept_until
      where contact_term.kept_until <> excluded.kept_until`,
  );
}

/** Some of the conventions whose texts are no longer kept, and that something may have been written of since they were looked at. */
export async function dueConventions(
  em: SqlEntityManager,
  revision: number,
  most: number,
): Promise<string[]> {
  const found = await rows(
    em,
    'dueConventions',
    sql<{ reference: string }>`
      select convention_reference as reference from contact_term
      where kept_until < (now() at time zone 'Europe/Paris')::date and purged_revision is distinct from ${revision}
      order by purged_revision nulls first, reference limit ${most}`,
  );
  return found.map(({ reference }) => reference);
}

/** Says that nothing is left of some conventions, and of which something was removed. */
export async function noteGone(
  em: SqlEntityManager,
  references: readonly string[],
  gone: readonly string[],
  revision: number,
): Promise<void> {
  await rows(
    em,
    'noteLookedAt',
    sql`update contact_term set purged_revision = ${revision} where convention_reference = any(${references})`,
  );
  // Its trigger tells whoever keeps answers.
  if (gone.length > 0)
    await rows(
      em,
      'noteGone',
      sql`update contact_term set purged_at = now() where convention_reference = any(${gone})`,
    );
}

const of = (references: readonly string[], reference: RawBuilder<unknown>) =>
  sql`${reference} = any(${references})`;

/** What names a public page is there for everybody to read: it would not be forgotten by being forgotten here. */
const isPrivate = (record: string) => sql`${sql.ref(`${record}.source_url`)} is null`;

/** Removes who leads, comments and remarks. How many texts of each convention were removed, where any was. */
export async function removeTexts(
  em: SqlEntityManager,
  references: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const node = sql`n.convention_reference`;
  const statements = {
    leads: sql`
      delete from node_lead l using plan_node n
      where n.id = l.plan_node_id and ${of(references, node)} and ${isPrivate('n')} returning ${node} as reference`,
    nodes: sql`
      update plan_node n set notes = null
      where ${of(references, node)} and n.notes is not null and ${isPrivate('n')} returning ${node} as reference`,
    progress: sql`
      update progress_entry e set comment = null, notes = null from plan_node n
      where n.id = e.plan_node_id and ${of(references, node)} and (e.comment is not null or e.notes is not null)
        and ${isPrivate('e')}
      returning ${node} as reference`,
    conventions: sql`
      update convention c set notes = null
      where ${of(references, sql`c.reference`)} and c.notes is not null and ${isPrivate('c')} returning c.reference`,
    amendments: sql`
      update amendment a set notes = null
      where ${of(references, sql`a.convention_reference`)} and a.notes is not null and ${isPrivate('a')}
      returning a.convention_reference as reference`,
  };
  const gone = new Map<string, number>();
  for (const [name, statement] of Object.entries(statements)) {
    const found = await rows(
      em,
      `removeTexts ${name}`,
      sql<{ reference: string; texts: number }>`
        with gone as (${statement}) select reference, count(*)::int as texts from gone group by reference`,
    );
    for (const { reference, texts } of found) gone.set(reference, (gone.get(reference) ?? 0) + texts);
  }
  return gone;
}

/** What batches replaced holds the same texts, which an undo would put back. Keys of plans begin with their convention. */
export async function removeJournalledTexts(
  em: SqlEntityManager,
  references: readonly string[],
): Promise<void> {
  const opening = sql`split_part(key, '/', 1)`;
  await rows(
    em,
    'removeJournalledLeads',
    sql`
      delete from batch_change
      where table_name = 'node_lead' and ${of(references, opening)}
        and not exists (select from plan_node n where n.id = key and n.source_url is not null)`,
  );
  await rows(
    em,
    'removeJournalledTexts',
    sql`
      update batch_change
      set before = before || case table_name when 'progress_entry' then '{"comment": null, "notes": null}'::jsonb
                                             else '{"notes": null}'::jsonb end
      where table_name in ('convention', 'amendment', 'plan_node', 'progress_entry') and ${of(references, opening)}
        and coalesce(before ->> 'notes', before ->> 'comment') is not null and before ->> 'source_url' is null`,
  );
}

/** What stands in place of somebody who did something long ago. */
export const removedAuthor = 'effacé';

/**
 * Who loaded, set or registered what, for whom they did, and whose keys open nothing any more; of how many records names were removed.
 */
export async function removeAuthors(em: SqlEntityManager, months: number): Promise<number> {
  const since = (column: RawBuilder<unknown>) => sql`${column} < now() - ${months}::int * interval '1 month'`;
  const old = {
    batch: [
      ['author', 'on_behalf_of'],
      sql`${since(sql`loaded_at`)} and kind <> 'TERRITORIES' and source_id is null`,
    ],
    campaign: [['author'], since(sql`set_at`)],
    source: [['registered_by'], since(sql`registered_at`)],
    access_key: [['name', 'created_by', 'revoked_by'], since(sql`least(revoked_at, expires_at)`)],
  } as const;
  let count = 0;
  for (const [table, [columns, isOld]] of Object.entries(old)) {
    const names = columns.map((column) => sql.ref(column));
    // Nobody's name is none, before as after.
    const isNamed = names.map((name) => sql`coalesce(${name} <> ${removedAuthor}, false)`);
    const which = sql`${isOld} and (${sql.join(isNamed, sql` or `)})`;
    // A change of these is announced even if it changes nothing: it is asked first.
    const [found] = await rows(
      em,
      `oldAuthors ${table}`,
      sql<{ found: boolean }>`select exists (select from ${sql.table(table)} where ${which}) as found`,
    );
    if (!found?.found) continue;
    const removed = names.map(
      (name) => sql`${name} = case when ${name} is not null then ${removedAuthor} end`,
    );
    count += await written(
      em,
      `removeAuthors ${table}`,
      sql`update ${sql.table(table)} set ${sql.join(removed)} where ${which}`,
    );
  }
  return count;
}
