import { expect } from 'vitest';
import type { Dataset } from '../../src/ingestion/dataset.js';
import { exportPage } from '../../src/ingestion/exporting/export-page.js';
import type { ExportedRow } from '../../src/ingestion/exporting/exported-row.js';
import type { TestHub } from '../hub.js';

/** Cells as a line of a file. */
export const line = (cells: readonly string[]) =>
  cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';');

/** Every row of a territory, read page by page. */
export async function allRows(hub: TestHub, dataset: Dataset, territoryId: string, first = 1_000) {
  const found: ExportedRow[] = [];
  let after: string | null = null;
  for (;;) {
    const page = await exportPage(hub.database.fork(), dataset, territoryId, { first, after });
    found.push(...page.rows);
    if (!page.hasNextPage) {
      expect(found).toHaveLength(page.totalCount);
      return found;
    }
    after = page.endCursor;
  }
}

/** The rows as a file. */
export const fileLines = ({ columns }: Dataset, exported: readonly ExportedRow[]): string[] => [
  line(Object.values<{ headers: readonly string[] }>(columns).map(({ headers }) => headers[0] ?? '')),
  ...exported.map(({ cells }) => line(cells)),
];
