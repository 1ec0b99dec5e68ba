import { subscribe } from 'node:diagnostics_channel';

/** Loaded before the hub, tells the benchmark each statement that the hub sends. */
subscribe('ctg-hub:query', (event) => process.send?.(event));
