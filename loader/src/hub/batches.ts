import { askHub } from '../../../explorer/src/hub/ask-hub.ts';

export interface Batch {
  readonly revision: number;
  readonly kind: 'LOAD' | 'UNDO' | 'TERRITORIES';
  readonly dataset: string;
  readonly author: string;
  readonly fileName: string;
  readonly loadedAt: string;
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly rejected: number;
  readonly isUndoable: boolean;
  readonly undoneBy: { readonly revision: number } | null;
}

/** Some batches, and where those before them begin: null when there are none. */
export interface BatchPage {
  readonly batches: readonly Batch[];
  readonly next: string | null;
}

export interface Undo {
  readonly revision: number | null;
  readonly removed: number;
  readonly restored: number;
}

interface Answer {
  readonly batches: {
    readonly nodes: readonly Batch[];
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  };
}

/** @param after where an earlier page ended; null for the newest */
export async function fetchBatches(after: string | null): Promise<BatchPage> {
  const query = `query Batches($after: String) {
    batches(first: 10, after: $after) {
      nodes {
        revision kind dataset author fileName loadedAt added changed removed rejected isUndoable undoneBy { revision }
      }
      pageInfo { endCursor hasNextPage }
    }
  }`;
  const { batches } = await askHub<Answer>(query, {}, { after });
  const { endCursor, hasNextPage } = batches.pageInfo;
  return { batches: batches.nodes, next: hasNextPage ? endCursor : null };
}

/** Undoes a batch, or says what that would do. */
export async function undoBatch(revision: number, author: string, dryRun: boolean): Promise<Undo> {
  const mutation = `mutation Undo($revision: Int!, $author: String!, $dryRun: Boolean!) {
    undoBatch(revision: $revision, author: $author, dryRun: $dryRun) { revision removed restored }
  }`;
  const { undoBatch } = await askHub<{ undoBatch: Undo }>(mutation, {}, { revision, author, dryRun });
  return undoBatch;
}
