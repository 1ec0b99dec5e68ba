import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

const pagePolicy = [
  "default-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "worker-src 'self' blob:",
  "font-src 'self' data:",
  "img-src 'self' data:",
  "frame-ancestors 'none'",
].join('; ');

/** The explorer's editor makes styles and workers as it goes; the page for files needs nothing but its own. */
const strictPolicy = "default-src 'self'; frame-ancestors 'none'; form-action 'self'; base-uri 'none'";

/** The pages that people open: `/explorer/` to ask, `/charger/` to bring files in. */
export async function addPages(app: FastifyInstance): Promise<void> {
  // Assets have relative addresses, so the trailing slash matters.
  for (const url of ['/', '/explorer']) app.get(url, (_request, reply) => reply.redirect('/explorer/'));
  app.get('/charger', (_request, reply) => reply.redirect('/charger/'));
  await addPage(app, '/explorer/', 'dist/explorer', pagePolicy);
  await addPage(app, '/charger/', 'dist/loader', strictPolicy);
}

async function addPage(app: FastifyInstance, prefix: string, folder: string, policy: string): Promise<void> {
  // Tests and the schema command run without the built pages.
  if (!existsSync(folder)) return;
  await app.register(fastifyStatic, {
    root: resolve(folder),
    prefix,
    redirect: false,
    cacheControl: false,
    decorateReply: false,
    setHeaders: (reply, path) => {
      reply.header('Content-Security-Policy', policy);
      // Assets carry a hash in their name; the page that names them must always be fresh.
      const isAsset = path.includes(`${resolve(folder)}/assets/`);
      reply.header('Cache-Control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
