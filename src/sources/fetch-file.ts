import { join } from 'node:path';
import type { FetchContext, Fetched, SourceDefinition } from './fetched.js';

/** Downloads one file, unless it is the one already loaded. */
export async function fetchFile(
  source: SourceDefinition,
  { outgoing, folder }: FetchContext,
): Promise<Fetched> {
  const url = new URL(source.url);
  const name = fileNameOf(url);
  const path = join(folder, 'download');
  const condition = await outgoing.download(url, path, source);
  if (condition === null) return null;
  return {
    files: [{ dataset: source.dataset, name, path }],
    marks: { ...condition, remoteRevision: null },
    isMirror: false,
    without: [],
  };
}

/** The last part of an address, as a file is named; the server's name when there is none. */
function fileNameOf({ pathname, hostname }: URL): string {
  const last = pathname.split('/').at(-1) || hostname;
  try {
    return decodeURIComponent(last).slice(-200);
  } catch {
    return last.slice(-200);
  }
}
