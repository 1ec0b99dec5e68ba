import type { SqlEntityManager } from '@mikro-orm/sql';
import { type RawBuilder, sql } from 'kysely';
import { type Listed, slicesByParent, wholeHub } from '../db/slices.js';
import { rows } from '../db/sql.js';
import { emptySlice, type ListOrder, type Page } from '../graphql/page.js';
import type { LoadProblem } from '../provenance/batch.type.js';
import type { DatasetName } from '../provenance/dataset-name.js';
import type { PulledSource } from './pulled-source.entity.js';
import type { OpendatasoftOptions, SourceKind, SourceStrategy } from './source.rules.js';

/** A source as the API reads it. Instants are text; its address has its secrets still. */
export type SourceRow = Pick<
  PulledSource,
  'id' | 'name' | 'url' | 'intervalMinutes' | 'enabled' | 'registeredBy' | 'failures'
> & {
  readonly territoryId: string;
  readonly keyVariable: string | null;
  readonly kind: SourceKind;
  readonly dataset: DatasetName | null;
  readonly strategy: SourceStrategy;
  readonly options: OpendatasoftOptions | null;
  readonly registeredAt: string;
  readonly lastAttemptAt: string | null;
  readonly lastSuccessAt: string | null;
  readonly failingSince: string | null;
  readonly lastErrorCode: string | null;
  readonly lastErrorMessage: string | null;
  readonly lastRevision: number | null;
  readonly nextAttemptAt: string;
  readonly isDue: boolean;
  readonly problems: LoadProblem[];
};

const columns = sql`
  s.id, s.name, s.url, s.key_variable as "keyVariable", s.strategy, s.interval_minutes as "intervalMinutes", s.enabled, s.options, s.kind, s.dataset,
  s.territory_id as "territoryId", s.registered_by as "registeredBy", s.registered_at as "registeredAt",
  s.failures, s.last_revision as "lastRevision", s.last_error_code as "lastErrorCode",
  s.last_error_message as "lastErrorMessage", s.problems, s.last_attempt_at as "lastAttemptAt",
  s.last_success_at as "lastSuccessAt", s.failing_since as "failingSince", s.next_attempt_at as "nextAttemptAt",
  (s.enabled and s.next_attempt_at <= now()) as "isDue"`;

export const sourceOrder: ListOrder = {
  list: 'sources',
  keys: [
    { column: 'name', type: 'text' },
    { column: 'id', type: 'text' },
  ],
};

/** Every source of the hub, by name. */
export async function allSources(em: SqlEntityManager, page: Page) {
  const slices = await slicesByParent(
    em,
    'allSources',
    sql<SourceRow & Listed>`select ${wholeHub}::text as "parent", ${columns} from source s`,
    sourceOrder,
    page,
  );
  return slices.get(wholeHub) ?? emptySlice<SourceRow>();
}

/** The sources of each of several territories: their own, and those of the territories in them. */
export function sourcesOf(em: SqlEntityManager, territoryIds: readonly string[], page: Page) {
  return slicesByParent(
    em,
    'sourcesOf',
    sql<SourceRow & Listed>`
      select part.whole_id as "parent", ${columns}
      from source s join territory_part part on part.part_id = s.territory_id
      where part.whole_id = any(${territoryIds})`,
    sourceOrder,
    page,
  );
}

export async function sourceById(em: SqlEntityManager, id: string): Promise<SourceRow | null> {
  const [found] = await rows(
    em,
    'sourceById',
    sql<SourceRow>`select ${columns} from source s where id = ${id}`,
  );
  return found ?? null;
}

/** What a person decides of a source. */
export interface SourceSettings {
  readonly name: string;
  readonly territoryId: string;
  readonly kind: SourceKind;
  readonly dataset: DatasetName | null;
  readonly url: string;
  readonly options: OpendatasoftOptions | null;
  readonly keyVariable: string | null;
  readonly strategy: SourceStrategy;
  readonly intervalMinutes: number;
  readonly enabled: boolean;
}

export async function insertSource(
  em: SqlEntityManager,
  id: string,
  settings: SourceSettings,
  registeredBy: string,
): Promise<void> {
  const { name, territoryId, kind, dataset, url, options, keyVariable, strategy, intervalMinutes, enabled } =
    settings;
  await rows(
    em,
    'insertSource',
    sql`
      insert into source (id, name, territory_id, kind, dataset, url, options, key_variable, strategy, interval_minutes, enabled,
                          registered_by, registered_at, version, failures, problems, next_attempt_at)
      values (${id}, ${name}, ${territoryId}, ${kind}, ${dataset}, ${url}, ${asJson(options)}, ${keyVariable}, ${strategy},
              ${intervalMinutes}, ${enabled}, ${registeredBy}, now(), 1, 0, '[]'::jsonb, now())`,
  );
}

/** What a source last said of its own state holds for one definition only: a changed one is read afresh, at once. */
const readAfresh = sql`
  etag = null, last_modified = null, remote_revision = null, next_attempt_at = now(), version = version + 1`;

export async function changeSource(
  em: SqlEntityManager,
  id: string,
  settings: SourceSettings,
): Promise<void> {
  const { name, territoryId, kind, dataset, url, options, keyVariable, strategy, intervalMinutes, enabled } =
    settings;
  await rows(
    em,
    'changeSource',
    sql`
      update source set name = ${name}, territory_id = ${territoryId}, kind = ${kind}, dataset = ${dataset}, url = ${url},
             options = ${asJson(options)}, key_variable = ${keyVariable}, strategy = ${strategy}, interval_minutes = ${intervalMinutes},
             enabled = ${enabled}, ${readAfresh}
      where id = ${id}`,
  );
}

export async function deleteSource(em: SqlEntityManager, id: string): Promise<void> {
  await rows(em, 'deleteSource', sql`delete from source where id = ${id}`);
}

/** Asks for a full pull now. An attempt that is under way is the one that was asked for. */
export async function askForPull(em: SqlEntityManager, id: string): Promise<void> {
  await rows(
    em,
    'askForPull',
    sql`
      update source set etag = null, last_modified = null, remote_revision = null, next_attempt_at = now()
      where id = ${id}`,
  );
}

const asJson = (value: unknown): RawBuilder<unknown> =>
  value === null ? sql`null` : sql`${JSON.stringify(value)}::jsonb`;
