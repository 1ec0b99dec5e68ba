import { join } from 'node:path';
import { SourceFailure } from './failure.js';
import type { FetchContext, Fetched, SourceDefinition } from './fetched.js';
import { isRecord, readJsonLines, writeJsonLines } from './json-lines.js';
import type { OpendatasoftOptions } from './source.rules.js';

/** Exports a data set of an Opendatasoft portal (Explore v2.1), unless the portal says that it is the one already loaded. */
export async function fetchOpendatasoft(
  source: SourceDefinition,
  { outgoing, folder }: FetchContext,
): Promise<Fetched> {
  const { options } = source;
  if (options === null) throw new Error('An Opendatasoft source has options');
  const dataset = new URL(
    `/api/explore/v2.1/catalog/datasets/${encodeURIComponent(options.datasetId)}`,
    source.url,
  );
  const { changedAt, fields } = readMetadata(await outgoing.json(dataset));
  if (changedAt !== null && changedAt === source.lastModified) return null;
  const missing = options.mapping.find(({ field }) => !fields.has(field));
  if (missing) throw answer(`le champ « ${missing.field} » n’est plus dans le jeu de données.`);

  const expected = readTotal(await outgoing.json(withQuery(dataset, 'records', options, { limit: '1' })));
  const downloaded = join(folder, 'export.jsonl');
  await outgoing.download(withQuery(dataset, 'exports/jsonl', options, {}), downloaded);
  const path = join(folder, 'rows.jsonl');
  const written = await writeJsonLines(path, columnsOf(readJsonLines(downloaded), options));
  // A portal that cuts an export short sends a file that is well formed.
  if (written !== expected) throw answer(`${written} lignes reçues sur ${expected} annoncées.`);
  if (written === 0) throw answer('aucune ligne : vérifiez le filtre de la source.');
  return {
    files: [{ dataset: source.dataset, name: `${options.datasetId}.jsonl`, path }],
    marks: { etag: null, lastModified: changedAt, remoteRevision: null },
    isMirror: false,
    without: [],
  };
}

const answer = (detail: string) => new SourceFailure('SOURCE_ANSWER', detail);

function withQuery(
  dataset: URL,
  path: string,
  { where, refine }: OpendatasoftOptions,
  more: Readonly<Record<string, string>>,
): URL {
  const url = new URL(`${dataset.pathname}/${path}`, dataset);
  if (where !== null) url.searchParams.set('where', where);
  for (const each of refine) url.searchParams.append('refine', each);
  for (const [name, value] of Object.entries(more)) url.searchParams.set(name, value);
  return url;
}

/** When the portal last processed the data, and the names of their fields. */
function readMetadata(value: unknown): { changedAt: string | null; fields: ReadonlySet<string> } {
  if (!isRecord(value) || !Array.isArray(value.fields)) throw answer('ce n’est pas un jeu de données.');
  const metas = isRecord(value.metas) && isRecord(value.metas.default) ? value.metas.default : {};
  const changedAt = metas.data_processed ?? metas.modified;
  const names = value.fields.flatMap((field: unknown) => (isRecord(field) ? [String(field.name)] : []));
  return { changedAt: typeof changedAt === 'string' ? changedAt : null, fields: new Set(names) };
}

function readTotal(value: unknown): number {
  const total = isRecord(value) ? value.total_count : undefined;
  if (typeof total !== 'number') throw answer('le nombre de lignes manque.');
  return total;
}

/** Renames the fields of each record, and adds the constants. */
async function* columnsOf(
  records: AsyncIterable<unknown>,
  { mapping, constants }: OpendatasoftOptions,
): AsyncGenerator<Record<string, unknown>> {
  const fixed = Object.fromEntries(constants.map(({ column, value }) => [column, value]));
  for await (const record of records) {
    if (!isRecord(record)) throw answer('une ligne n’est pas un objet JSON.');
    const named =
      mapping.length === 0
        ? record
        : Object.fromEntries(mapping.map(({ field, column }) => [column, record[field] ?? null]));
    yield { ...named, ...fixed };
  }
}
