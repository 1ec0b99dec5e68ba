import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { frenchMonaco } from './bundling/french-monaco.ts';
import { GRAPHIQL_REPLACEMENTS } from './bundling/graphiql-replacements.ts';
import { GRAPHQL_REPLACEMENTS } from './bundling/graphql-replacements.ts';
import { replaceInPackages } from './bundling/replace-in-packages.ts';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  logLevel: 'warn',
  plugins: [react(), replaceInPackages('french-graphiql', GRAPHIQL_REPLACEMENTS), frenchMonaco()],
  // Of the three workers, one reads GraphQL: the others have nothing to replace.
  worker: { plugins: () => [replaceInPackages('french-graphql', GRAPHQL_REPLACEMENTS, 'any')] },
  build: {
    outDir: '../dist/explorer',
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    chunkSizeWarningLimit: 5000,
    // GraphiQL's "use no memo" marks speak to its own compiler, which has already run.
    rolldownOptions: { checks: { moduleLevelDirective: false } },
  },
});
