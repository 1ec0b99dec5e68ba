import type { DatasetName } from '../provenance/dataset-name.js';
import type { TerritoryKind } from '../territory/territory.rules.js';
import { SourceFailure } from './failure.js';
import { isRecord } from './json-lines.js';
import type { Outgoing } from './outgoing.js';

/** The other hub took a load while its rows were read: begin again. */
export class HubMoved extends Error {}

export interface HubClient {
  readonly facts: () => Promise<{ readonly revision: number; readonly demonstration: boolean }>;
  /** The rows of a territory, by column. @throws HubMoved when they are no longer of this revision */
  readonly rows: (
    dataset: DatasetName,
    territory: { readonly kind: TerritoryKind; readonly code: string },
    revision: number,
  ) => AsyncGenerator<Record<string, unknown>>;
}

const factsQuery = '{ hub { revision demonstration } }';
const rowsQuery = `
query Rows($dataset: DatasetName!, $territory: TerritoryRef!, $after: String) {
  datasetRows(dataset: $dataset, territory: $territory, first: 1000, after: $after) {
    columns totalCount revision nodes { cells } pageInfo { hasNextPage endCursor }
  }
}`;

/** What the hub asks another hub, over its public API. Nothing that it answers is believed unchecked. */
export function hubClient(outgoing: Outgoing, url: URL, key: string | null): HubClient {
  const endpoint = new URL(url);
  if (endpoint.pathname === '/') endpoint.pathname = '/graphql';

  const ask = async (query: string, variables: Readonly<Record<string, unknown>>) =>
    dataOf(await outgoing.json(endpoint, { query, variables }, key));

  return {
    facts: async () => readFacts(await ask(factsQuery, {})),
    rows: async function* (dataset, territory, revision) {
      let after: string | null = null;
      let columns: string | null = null;
      let received = 0;
      for (;;) {
        const { datasetRows } = await ask(rowsQuery, { dataset, territory, after });
        if (readRevision(datasetRows) !== revision) throw new HubMoved();
        const page = readPage(datasetRows);
        columns ??= page.columns.join('\n');
        if (columns !== page.columns.join('\n')) throw answer('les colonnes changent d’une page à l’autre.');
        yield* page.rows;
        received += page.rows.length;
        if (page.next === null) {
          if (received === page.totalCount) return;
          throw answer(`${received} lignes reçues sur ${page.totalCount} annoncées.`);
        }
        // A page that brings nothing, or more than was announced, would go on for ever.
        if (page.rows.length === 0 || received >= page.totalCount || page.next === after)
          throw answer('ses pages ne finissent pas.');
        after = page.next;
      }
    },
  };
}

const answer = (detail: string) => new SourceFailure('SOURCE_ANSWER', detail);
const notAHub = () => answer('ce n’est pas un ctg-hub, ou il est d’une autre version.');

function dataOf(value: unknown): Readonly<Record<string, unknown>> {
  if (!isRecord(value)) throw notAHub();
  if (Array.isArray(value.errors)) {
    const [error] = value.errors;
    const message = isRecord(error) && typeof error.message === 'string' ? error.message : 'une erreur';
    throw answer(`« ${message.slice(0, 200)} »`);
  }
  if (!isRecord(value.data)) throw notAHub();
  return value.data;
}

function readFacts(data: Readonly<Record<string, unknown>>) {
  const demonstration = isRecord(data.hub) ? data.hub.demonstration : undefined;
  if (typeof demonstration !== 'boolean') throw notAHub();
  return { revision: readRevision(data.hub), demonstration };
}

function readRevision(value: unknown): number {
  const revision = isRecord(value) ? value.revision : undefined;
  if (typeof revision !== 'number' || !Number.isSafeInteger(revision)) throw notAHub();
  return revision;
}

function readPage(value: unknown) {
  if (!isRecord(value) || !Array.isArray(value.nodes) || !isRecord(value.pageInfo)) throw notAHub();
  const { totalCount, pageInfo } = value;
  if (typeof totalCount !== 'number') throw notAHub();
  const columns = readColumns(value.columns);
  return {
    columns,
    totalCount,
    rows: value.nodes.map((node: unknown) => readRow(node, columns)),
    next: pageInfo.hasNextPage === true ? readCursor(pageInfo.endCursor) : null,
  };
}

function readColumns(value: unknown): readonly string[] {
  const isList = Array.isArray(value) && value.every((each) => typeof each === 'string');
  if (!isList || new Set(value).size !== value.length) throw notAHub();
  return value;
}

function readCursor(value: unknown): string {
  if (typeof value !== 'string') throw notAHub();
  return value;
}

const isCell = (cell: unknown) => cell === null || ['string', 'number', 'boolean'].includes(typeof cell);

function readRow(node: unknown, columns: readonly string[]): Record<string, unknown> {
  const cells = isRecord(node) ? node.cells : undefined;
  if (!Array.isArray(cells) || cells.length !== columns.length || !cells.every(isCell)) throw notAHub();
  return Object.fromEntries(columns.map((column, index) => [column, cells[index]]));
}
