import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/setup/longest-first.js';

export default defineConfig({
  // One copy of graphql: without this, Vite loads its ESM build and Node's packages its CommonJS one.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  oxc: { decorator: { legacy: true, emitDecoratorMetadata: true } },
  test: {
    include: ['test/**/*.test.ts'],
    // type-graphql's decorators need it before any of them runs.
    setupFiles: ['reflect-metadata'],
    globalSetup: './test/setup/databases.ts',
    reporters: ['default', './test/setup/closing-line.ts'],
    pool: 'forks',
    maxWorkers: 2,
    // Modules and the embedded engine are compiled once for each of the two processes, not for each file.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
