import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/** What a page may load: its own, and nothing that is not named here. It stands in no frame, and sends no form anywhere. */
const policyOf = (more: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    ...more,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** The explorer's editor makes its styles as it goes, and its workers are files of its own. */
const editorPolicy = policyOf([
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self' data:",
  "worker-src 'self'",
]);

/** The page for files needs nothing but its own. */
const strictPolicy = policyOf(["style-src 'self'", "font-src 'self'"]);

/** The pages that people open: `/explorer/` to ask, `/charger/` to bring files in. */
export async function addPages(app: FastifyInstance): Promise<void> {
  // Assets have relative addresses, so the trailing slash matters.
  for (const url of ['/', '/explorer']) app.get(url, (_request, reply) => reply.redirect('/explorer/'));
  app.get('/charger', (_request, reply) => reply.redirect('/charger/'));
  await addPage(app, '/explorer/', 'dist/explorer', editorPolicy);
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
    // The build has written each file as it is sent, beside it.
    preCompressed: true,
    setHeaders: (reply, path) => {
      reply.header('Content-Security-Policy', policy);
      // Assets carry a hash in their name; the page that names them must always be fresh.
      const isAsset = path.includes(`${resolve(folder)}/assets/`);
      reply.header('Cache-Control', isAsset ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
}
