import type { SqlEntityManager } from '@mikro-orm/sql';
import { sql } from 'kysely';
import { rows } from '../../db/sql.js';
import { encodeCursor, type ListOrder, readPage } from '../../graphql/page.js';
import type { Columns } from '../columns/column.js';
import type { Dataset } from '../dataset.js';
import type { ExportedPage, ExportedRow, ExportPage } from './exported-row.js';
import type { AnyExporter, ExportScope, StoredRecord } from './exporter.js';
import { exporters } from './exporters.js';

/**
 * One page of a territory's records, as rows of their data set's file: what lies in the territory is in it. A page
 * goes on from the key of the last row, so that a load between two pages neither repeats nor skips a row it left alone.
 *
 * @throws HubError `INVALID_PAGE_SIZE`, `INVALID_CURSOR`
 */
export async function exportPage(
  em: SqlEntityManager,
  dataset: Dataset,
  territoryId: string,
  { first, after, fiscalYear = null }: ExportPage,
): Promise<ExportedPage> {
  const exporter = exporters[dataset.name];
  const scope = { territoryId, fiscalYear };
  const order = { list: `rows of ${dataset.name}`, keys: exporter.keys };
  const page = readPage(first, after, order);
  const { found, totalCount, revision } = await recordsOf(em, exporter, scope, order, page);
  const shown = found.slice(0, first);
  const cursorOf = (record: StoredRecord | undefined) =>
    record === undefined ? null : encodeCursor(order.list, positionOf(record, order));
  return {
    rows: shown.map((record) => writeRow(dataset.columns, exporter, record)),
    totalCount,
    revision,
    hasNextPage: found.length > first,
    startCursor: cursorOf(shown.at(0)),
    endCursor: cursorOf(shown.at(-1)),
  };
}

const positionOf = (record: StoredRecord, { keys }: ListOrder): string[] =>
  keys.map(({ column }) => String((record as unknown as Record<string, unknown>)[column]));

/** What a page says of all pages beside its records: columns of each of its rows, of which there is one at least. */
interface Whole {
  readonly totalCount: number;
  readonly revision: number;
}

/**
 * The records of a page, and one more if there is a next page. One statement reads them, their count and the revision, so
 * that all three are of the same instant.
 */
async function recordsOf(
  em: SqlEntityManager,
  exporter: AnyExporter,
  scope: ExportScope,
  { list, keys }: ListOrder,
  { first, after }: ReturnType<typeof readPage>,
): Promise<Whole & { readonly found: readonly StoredRecord[] }> {
  const columns = sql.join(keys.map(({ column }) => sql.ref(column)));
  const position = sql.join(keys.map(({ type }, index) => sql`${after?.[index]}::${sql.raw(type)}`));
  const read = await rows(
    em,
    list,
    sql<Whole & { record: StoredRecord | null }>`
      with page as (
        select * from (${exporter.select(scope)}) record
        ${after === null ? sql`` : sql`where (${columns}) > (${position})`}
        order by ${columns} limit ${first + 1}
      )
      select whole.*, to_json(page) as record
      from (select (select count(*)::int from (${exporter.select(scope)}) record) as "totalCount",
                   (select coalesce(max(revision), 0) from batch) as "revision") whole
      left join page on true
      order by ${columns}`,
  );
  const { totalCount, revision } = read[0] ?? { totalCount: 0, revision: 0 };
  return { totalCount, revision, found: read.map(({ record }) => record).filter((each) => each !== null) };
}

function writeRow(columns: Columns, exporter: AnyExporter, record: StoredRecord): ExportedRow {
  const { key, revision, sourceUrl, sourceTitle } = record;
  const values: Readonly<Record<string, unknown>> = {
    ...exporter.valuesOf(record),
    sourceUrl,
    sourceTitle,
    hubKey: key,
    hubRevision: String(revision),
  };
  return {
    key,
    revision,
    cells: Object.entries(columns).map(([name, column]) => column.format(values[name])),
  };
}
