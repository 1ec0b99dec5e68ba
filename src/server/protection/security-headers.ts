import type { FastifyInstance } from 'fastify';

/** Nothing that is not a page has anything to load, nor to be shown in. */
const nothingPolicy = "default-src 'none'; frame-ancestors 'none'";

/** What every answer says to browsers, whatever it is. */
const headers = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'X-Permitted-Cross-Domain-Policies': 'none',
};

const headersOf = (behindTls: boolean): Readonly<Record<string, string>> =>
  behindTls ? { ...headers, 'Strict-Transport-Security': 'max-age=31536000' } : headers;

/** Of what is answered before any route is known. */
export const earlyHeaders = (behindTls: boolean): Readonly<Record<string, string>> => ({
  ...headersOf(behindTls),
  'Content-Security-Policy': nothingPolicy,
  'Cache-Control': 'no-store',
});

/** Pages have set their own policy by then. */
export function addSecurityHeaders(app: FastifyInstance, behindTls: boolean): void {
  const all = headersOf(behindTls);
  app.addHook('onSend', (_request, reply, _payload, done) => {
    reply.headers(all);
    if (!reply.hasHeader('Content-Security-Policy')) reply.header('Content-Security-Policy', nothingPolicy);
    if (!reply.hasHeader('Cache-Control')) reply.header('Cache-Control', 'no-store');
    done();
  });
}
