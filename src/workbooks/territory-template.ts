import type { SqlEntityManager } from '@mikro-orm/sql';
import { HubError } from '../errors.js';
import { maximumPageSize } from '../graphql/page.js';
import type { Dataset } from '../ingestion/dataset.js';
import { exportPage } from '../ingestion/exporting/export-page.js';
import type { ExportedPage } from '../ingestion/exporting/exported-row.js';
import { aboutBlank, aboutKnown, aboutStarted } from './about.js';
import { proposalsFor } from './proposals.sql.js';
import { startedRows } from './started-rows.sql.js';
import { templateOf } from './template.js';

/** Rows that a person still goes through, and that a workbook holds with ease. */
const maximumRows = 20_000;

/** What a template is asked for. */
export interface TerritoryTemplate {
  readonly dataset: Dataset;
  /** Null for a blank one. */
  readonly territory: { readonly id: string; readonly name: string } | null;
  /** Only the records of this fiscal year, where the data set has years. */
  readonly fiscalYear?: number | null;
}

/**
 * A workbook to fill in, with what the hub knows of a territory today: loaded back as it is, it says nothing new. Where the
 * hub knows nothing, it has rows to complete.
 *
 * @throws HubError `TEMPLATE_TOO_LARGE`
 */
export async function territoryTemplate(
  em: SqlEntityManager,
  { dataset, territory, fiscalYear = null }: TerritoryTemplate,
): Promise<Uint8Array> {
  if (territory === null) return templateOf({ dataset, about: aboutBlank, rows: [] });
  const rows: (readonly string[])[] = [];
  let page: ExportedPage | null = null;
  do {
    const slice = { first: maximumPageSize, after: page?.endCursor ?? null, fiscalYear };
    page = await exportPage(em, dataset, territory.id, slice);
    if (page.totalCount > maximumRows) {
      throw new HubError('TEMPLATE_TOO_LARGE', { count: page.totalCount, maximum: maximumRows });
    }
    rows.push(...page.rows.map(({ cells }) => cells));
  } while (page.hasNextPage);
  const known = await proposalsFor(em, dataset.name, territory.id);
  // The other data sets have no years to leave out.
  const asked = { name: territory.name, fiscalYear: dataset.shape === 'flat' ? fiscalYear : null };
  if (rows.length > 0) return templateOf({ dataset, about: aboutKnown(asked, rows.length), rows, known });
  const started = await startedRows(em, dataset, territory.id, fiscalYear);
  return templateOf({ dataset, about: aboutStarted(asked, started.length), rows: started, known });
}
