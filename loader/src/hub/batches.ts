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

export interface Undo {
  readonly revision: number | null;
  readonly removed: number;
  readonly restored: number;
}

export async function fetchBatches(): Promise<Batch[]> {
  const { batches } = await askHub<{ batches: { nodes: Batch[] } }>(`query Batches {
    batches(first: 10) {
      nodes {
        revision kind dataset author fileName loadedAt added changed removed rejected isUndoable undoneBy { revision }
      }
    }
  }`);
  return batches.nodes;
}

/** Undoes a batch, or says what that would do. */
export async function undoBatch(revision: number, author: string, dryRun: boolean): Promise<Undo> {
  const mutation = `mutation Undo($revision: Int!, $author: String!, $dryRun: Boolean!) {
    undoBatch(revision: $revision, author: $author, dryRun: $dryRun) { revision removed restored }
  }`;
  const { undoBatch } = await askHub<{ undoBatch: Undo }>(mutation, {}, { revision, author, dryRun });
  return undoBatch;
}
