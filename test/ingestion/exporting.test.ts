import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rows } from '../../src/db/sql.js';
import type { Dataset } from '../../src/ingestion/dataset.js';
import { datasets } from '../../src/ingestion/datasets/datasets.js';
import type { ExportedRow } from '../../src/ingestion/exporting/exported-row.js';
import { openHub, type TestHub } from '../hub.js';
import { allRows, fileLines, line } from './exported.js';

/** The rows of the country as another hub pulls them, as a file. */
async function rowsOverHttp(hub: TestHub, { name }: Dataset): Promise<string[]> {
  const lines: string[] = [];
  let after: string | null = null;
  for (;;) {
    const { data, errors } = await hub.ask(
      `query ($dataset: DatasetName!, $after: String) {
        datasetRows(dataset: $dataset, territory: { kind: COUNTRY, code: "FR" }, first: 700, after: $after) {
          columns totalCount nodes { cells } pageInfo { hasNextPage endCursor } } }`,
      { dataset: name, after },
    );
    expect(errors).toBeUndefined();
    const { columns, totalCount, nodes, pageInfo } = data.datasetRows;
    if (after === null) lines.push(line(columns));
    lines.push(...nodes.map(({ cells }: ExportedRow) => line(cells)));
    if (!pageInfo.hasNextPage) {
      expect(lines).toHaveLength(totalCount + 1);
      return lines;
    }
    after = pageInfo.endCursor;
  }
}

/** Ready questions whose answers must not depend on where the rows came from. */
const figures = [
  '01-couverture-departement',
  '02-couverture-epci',
  '03-communes-sans-ctg',
  '04-fins-prochaines',
  '09-subventions-departement',
  '10-subventions-epci',
  '11-montants-ecartes',
  '13-avancement-departement',
  '14-avancement-dans-le-temps',
];
const questionOf = (name: string) => readFileSync(`questions/${name}.graphql`, 'utf8');

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
  ['indicator_value', 'id'],
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

/** Plans in the order of their authors. */
const planOrder = (hub: TestHub) =>
  rows(
    hub.database.fork(),
    'planOrder',
    sql`select id from plan_node order by convention_reference, position, id`,
  );

describe.each(['west_demonstration', 'facts'] as const)('rows of the %s base', (content) => {
  let hub: TestHub;
  let other: TestHub;
  beforeAll(async () => {
    hub = await openHub(content);
    other = await openHub(content === 'facts' ? 'france' : 'west');
  });
  afterAll(async () => {
    await hub.close();
    await other.close();
  });
  const options = { demonstration: content === 'west_demonstration', acceptance: 'ALL_OR_NOTHING' } as const;

  it.each(datasets)('$title read back change nothing', async (dataset) => {
    const exported = await allRows(hub, dataset, 'country:FR');
    if (exported.length === 0) return;
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
      const exported = await rowsOverHttp(hub, dataset);
      // A file without rows is refused: it may be the wrong one.
      if (exported.length === 1) continue;
      const report = await other.load(dataset, exported, options);
      expect(report).toMatchObject({ added: exported.length - 1, isAccepted: true });
    }
    for (const [table, key] of tables) {
      expect(await contentOf(other, table, key), table).toEqual(await contentOf(hub, table, key));
    }
    expect(await planOrder(other)).toEqual(await planOrder(hub));
    for (const name of figures) {
      const here = await hub.ask(questionOf(name));
      expect(here.errors, name).toBeUndefined();
      expect((await other.ask(questionOf(name))).data, name).toEqual(here.data);
    }
  });
});
