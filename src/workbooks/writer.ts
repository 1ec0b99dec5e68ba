import { parentPort, workerData } from 'node:worker_threads';
import { type WriteSheet, writeXlsx } from 'hucre/xlsx';

// Writing 200 000 cells takes seconds without a pause: here, nobody waits for them.
// This file imports packages only, so that Node can run it both compiled and straight from its source.

parentPort?.postMessage(await writeXlsx({ sheets: workerData as WriteSheet[] }));
