import { join } from 'node:path';
import { datasets } from '../ingestion/datasets/datasets.js';
import type { DatasetName } from '../provenance/dataset-name.js';
import { SourceFailure } from './failure.js';
import type { FetchContext, Fetched, FetchedFile, Sent, SourceDefinition } from './fetched.js';
import { type HubClient, HubMoved, hubClient } from './hub-client.js';
import { writeJsonLines } from './json-lines.js';

const attempts = 3;

/**
 * Copies the rows of a territory from another hub, all of the same revision, unless that is the one already loaded. They
 * are all that it has: it corrects and undoes as this hub does, and what it took back must not be counted here.
 */
export async function fetchHub(
  source: SourceDefinition,
  { outgoing, folder, demonstration, key }: FetchContext,
): Promise<Fetched> {
  const client = hubClient(outgoing, new URL(source.url), key);
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const facts = await client.facts();
    if (facts.demonstration !== demonstration) {
      throw new SourceFailure(
        'SOURCE_OTHER_CONTENT',
        facts.demonstration
          ? 'l’autre sert des données de démonstration, celui-ci des faits.'
          : 'l’autre sert des faits, celui-ci des données de démonstration.',
      );
    }
    if (facts.revision === source.remoteRevision) return null;
    try {
      const copied = await copyRows(source, client, folder, facts.revision);
      const marks = { etag: null, lastModified: null, remoteRevision: facts.revision };
      return { ...copied, marks, isMirror: true };
    } catch (error) {
      // Pages of two revisions do not make one table.
      if (!(error instanceof HubMoved)) throw error;
    }
  }
  throw new SourceFailure('SOURCE_CHANGING', `${attempts} lectures ont été interrompues par un chargement.`);
}

async function copyRows(
  source: SourceDefinition,
  client: HubClient,
  folder: string,
  revision: number,
): Promise<Pick<Sent, 'files' | 'without'>> {
  const wanted = source.dataset === null ? datasets.map(({ name }) => name) : [source.dataset];
  const territory = { kind: source.territoryKind, code: source.territoryCode };
  const files: FetchedFile[] = [];
  const without: DatasetName[] = [];
  for (const dataset of wanted) {
    const name = `${dataset.toLowerCase().replaceAll('_', '-')}.jsonl`;
    const path = join(folder, name);
    const count = await writeJsonLines(path, client.rows(dataset, territory, revision));
    if (count > 0) files.push({ dataset, name, path });
    else without.push(dataset);
  }
  return { files, without };
}
