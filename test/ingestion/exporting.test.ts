import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import type { Dataset } from '../../src/ingestion/dataset.js';
import { datasets } from '../../src/ingestion/datasets/datasets.js';
import { exportPage } from '../../src/ingestion/exporting/export-page.js';
import type { ExportedRow } from '../../src/ingestion/exporting/exported-row.js';
import { openHub, type TestHub } from '../hub.js';

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

/** Every row of a territory, read page by page. */
async function allRows(hub: TestHub, dataset: Dataset, territoryId: string, first = 1_000) {
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

/** The rows as a file; a hub's own key and revision mean nothing in another hub. */
function fileLines(dataset: Dataset, exported: readonly ExportedRow[], ownHub = true): string[] {
  const names = Object.keys(dataset.columns);
  const shown = names.map((name) => ownHub || !name.startsWith('hub'));
  const line = (cells: readonly string[]) =>
    cells
      .filter((_, index) => shown[index])
      .map(quoted)
      .join(';');
  return [
    line(
      Object.values<{ headers: readonly string[] }>(dataset.columns).map(({ headers }) => headers[0] ?? ''),
    ),
    ...exported.map(({ cells }) => line(cells)),
  ];
}

const tables = [
  ['convention', 'reference'],
  ['signatory', 'convention_reference, position'],
  ['convention_theme', 'convention_reference, position'],
  ['convention_territory', 'convention_reference, territory_id'],
  ['perimeter_member', 'convention_reference, territory_id, stay'],
  ['amendment', 'convention_reference, number'],
  ['plan_node', 'id'],
  ['progress_entry', 'id'],
  ['subsidy', 'reference'],
] as const;

/** All that a table holds, but the file and the batch that brought it. */
async function contentOf(hub: TestHub, table: string, key: string) {
  const found = await rows(
    hub.database.fork(),
    'contentOf',
    sql<{ content: Record<string, unknown> }>`
      select to_jsonb(t) - 'batch_revision' - 'source_sheet' - 'source_line' - 'position' as content
      from ${sql.table(table)} t order by ${sql.raw(key)}`,
  );
  return found.map(({ content }) => content);
}

describe.each(['demonstration', 'facts'] as const)('rows of the %s base', (content) => {
  let hub: TestHub;
  let other: TestHub;
  beforeAll(async () => {
    hub = await openHub(content);
    other = await openHub('france');
  });
  afterAll(async () => {
    await hub.close();
    await other.close();
  });
  const options = { demonstration: content === 'demonstration', acceptance: 'ALL_OR_NOTHING' } as const;

  it.each(datasets)('$title read back change nothing', async (dataset) => {
    const exported = await allRows(hub, dataset, 'country:FR');
    const report = await hub.load(dataset, fileLines(dataset, exported), options);
    expect(report.problems.filter(({ severity }) => severity === 'ERROR')).toEqual([]);
    expect(report).toMatchObject({
      rowsRead: exported.length,
      added: 0,
      changed: 0,
      removed: 0,
      unchanged: exported.length,
      revision: null,
    });
  });

  it('make the same base elsewhere', async () => {
    for (const dataset of datasets) {
      const exported = await allRows(hub, dataset, 'country:FR');
      const report = await other.load(dataset, fileLines(dataset, exported, false), options);
      expect(report).toMatchObject({ added: exported.length, isAccepted: true });
    }
    for (const [table, key] of tables) {
      expect(await contentOf(other, table, key), table).toEqual(await contentOf(hub, table, key));
    }
  });
});
