import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import type { LocalDate } from '../calendar.js';
import { type Listed, slicesByParent, wholeHub } from '../db/slices.js';
import { rows } from '../db/sql.js';
import { emptySlice, type ListOrder, type Page, type Slice } from '../graphql/page.js';
import type { JournalKind } from './journal.rules.js';
import type { JournalEntryType } from './journal.type.js';

export interface JournalRow extends JournalEntryType {
  readonly id: number;
  readonly territoryIds: string[];
}

/** Restricts the journal; null is no restriction. */
export interface JournalFilter {
  readonly viewer: string | null;
  readonly kinds: readonly JournalKind[] | null;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  /** Id of a territory: those that it contains are meant too. */
  readonly territory: string | null;
  readonly readsContacts: boolean | null;
}

export const latestFirst: ListOrder = { list: 'journal', keys: [{ column: 'order', type: 'int' }] };

/** The latest lines first. Only their numbers are sorted: a year of them is read at once otherwise. */
export async function journalPage(
  em: SqlEntityManager,
  filter: JournalFilter,
  page: Page,
): Promise<Slice<JournalRow>> {
  const slices = await slicesByParent(
    em,
    'journalPage',
    sql<{ id: number } & Listed>`
      select ${wholeHub}::text as "parent", -e.id as "order", e.id from journal_entry e where ${matches(filter)}`,
    latestFirst,
    page,
  );
  const slice = slices.get(wholeHub) ?? emptySlice<{ id: number }>();
  const lines = await linesById(
    em,
    slice.items.map(({ id }) => id),
  );
  return { ...slice, items: slice.items.flatMap(({ id }) => lines.get(id) ?? []) };
}

const matches = ({ viewer, kinds, from, to, territory, readsContacts }: JournalFilter) => sql`
  (${viewer}::text is null or lower(e.viewer_name) = lower(${viewer}) or e.key_id = ${viewer})
  and (${kinds}::text[] is null or e.kind = any(${kinds}::text[]))
  and (${from}::date is null or e.last_at >= ${from}::date::timestamp at time zone 'Europe/Paris')
  and (${to}::date is null or e.first_at < (${to}::date + 1)::timestamp at time zone 'Europe/Paris')
  and (${territory}::text is null or ${territory} = any(e.territory_ids)
       or exists (select from territory_part p where p.whole_id = ${territory} and p.part_id = any(e.territory_ids))
       or exists (select from territory_alias a where a.territory_id = ${territory} and 'commune:' || a.code = any(e.territory_ids)))
  and (${readsContacts}::boolean is null or e.reads_contacts = ${readsContacts})`;

async function linesById(em: SqlEntityManager, ids: readonly number[]): Promise<Map<number, JournalRow>> {
  const found = await rows(
    em,
    'journalLines',
    sql<JournalRow>`
      select e.id, e.first_at as "firstAt", e.last_at as "lastAt", e.kind, e.origin, e.viewer_name as "viewerName",
             e.viewer_role as "viewerRole", e.key_id as "keyId", e.operation, e.asked, e.asked_more as "askedMore",
             e.territory_ids as "territoryIds", e.reads_contacts as "readsContacts", e.revision, e.outcome, e.count, e.kept,
             e.unchanged, e.total_milliseconds / e.count as "averageMilliseconds",
             e.longest_milliseconds as "longestMilliseconds"
      from journal_entry e where e.id = any(${ids})`,
  );
  return new Map(found.map((line) => [line.id, line]));
}
