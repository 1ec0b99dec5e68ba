import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { WriteSheet } from 'hucre/xlsx';

/** Twice what the largest annotated workbook has been seen to take: beyond, its thread ends, and not the hub. */
const resourceLimits = { maxOldGenerationSizeMb: 1_024 };

/** Writes a workbook in a thread of its own, which lives as long as that takes. */
export async function writeApart(sheets: readonly WriteSheet[]): Promise<Uint8Array> {
  const file = new URL(`./writer${extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(file, { workerData: sheets, resourceLimits });
  try {
    const [bytes] = (await once(worker, 'message')) as [Uint8Array];
    return bytes;
  } finally {
    await worker.terminate();
  }
}
