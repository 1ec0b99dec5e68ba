import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { guide } from './bundling/guide.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  root: here('.'),
  publicDir: here('../explorer/public'),
  base: './',
  logLevel: 'warn',
  plugins: [react(), guide(here('../docs/charger-un-fichier.md'))],
  build: {
    outDir: '../dist/loader',
    emptyOutDir: true,
    target: 'es2022',
    reportCompressedSize: false,
    rolldownOptions: { input: [here('index.html'), here('guide.html')] },
  },
});
