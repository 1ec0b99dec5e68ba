import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  publicDir: fileURLToPath(new URL('../explorer/public', import.meta.url)),
  base: './',
  logLevel: 'warn',
  plugins: [react()],
  build: { outDir: '../dist/loader', emptyOutDir: true, target: 'es2022', reportCompressedSize: false },
});
