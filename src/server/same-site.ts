import { isIP } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HubError } from '../errors.js';
import { isProbe } from './health.js';

/**
 * Refuses requests for a name that is not the hub's. A page of another site may have its own name point to this machine
 * (DNS rebinding): the browser then takes the hub for that site, and only the name tells. A bare address cannot be forged so.
 */
export function addHostCheck(app: FastifyInstance, hostNames: readonly string[]): void {
  const known = new Set(['localhost', ...hostNames]);
  app.addHook('onRequest', (request, _reply, done) => {
    // Probes of load balancers may name nobody, and learn nothing.
    if (isProbe(request)) return done();
    const name = hostNameOf(request);
    // Two names: whoever stands before the hub may have looked at the other one.
    if (hostsOf(request) > 1) throw new HubError('UNKNOWN_HOST', { host: name.slice(0, 80) });
    if (!known.has(name) && isIP(name) === 0) throw new HubError('UNKNOWN_HOST', { host: name.slice(0, 80) });
    done();
  });
}

const hostsOf = ({ raw: { rawHeaders = [] } }: FastifyRequest): number =>
  rawHeaders.filter((each, at) => at % 2 === 0 && each.toLowerCase() === 'host').length;

/** Without its port, nor the brackets of an IPv6 address. */
const hostNameOf = ({ headers: { host = '' } }: FastifyRequest): string =>
  host
    .toLowerCase()
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '');

/**
 * Refuses a writing request that a page of another site could make its reader send. The header of our own forces a browser
 * to ask first, and the hub lets no other site send it; the two others are what browsers say of where a request comes from.
 *
 * @throws HubError `HEADER_REQUIRED` or `CROSS_SITE_REQUEST`
 */
export async function assertSameSite({ headers }: FastifyRequest): Promise<void> {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') {
    throw new HubError('CROSS_SITE_REQUEST', undefined);
  }
  if (headers.origin !== undefined && !isOrigin(headers.origin, headers.host)) {
    throw new HubError('CROSS_SITE_REQUEST', undefined);
  }
  if (headers['x-ctg-hub'] !== '1') throw new HubError('HEADER_REQUIRED', undefined);
}

/** The scheme may differ: a proxy in front may speak TLS. */
function isOrigin(origin: string, host: string | undefined): boolean {
  if (!URL.canParse(origin)) return false;
  const own = `${new URL(origin).protocol}//${host}`;
  // The port of a name that the hub answers to may be no port.
  return URL.canParse(own) && new URL(origin).host === new URL(own).host;
}
