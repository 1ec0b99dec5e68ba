import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';
import { LRUCache } from 'lru-cache';
import { openViewer } from '../../viewer.js';
import { viewerOfRequest } from '../viewers.js';

/** Whose work it is that a request asks for: a key, which alone is of one caller, or else the account of a token; an address where nobody is asked. */
export function payerOf(request: FastifyRequest): string {
  const viewer = viewerOfRequest(request);
  return viewer === openViewer ? callerOf(request) : (viewer.keyId ?? `${viewer.name} ${viewer.rights}`);
}

/**
 * Where a request comes from, before anybody is asked who they are: an address. A network of IPv6 is one caller: each of its
 * machines may take a new address for every request.
 */
export function callerOf({ ip }: FastifyRequest): string {
  return callers.memo(ip);
}

/** Addresses read lately: reading one takes longer than counting it. */
const callers = new LRUCache<string, string>({ max: 1_000, memoMethod: callerAt });

function callerAt(ip: string): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  return address.kind() === 'ipv4'
    ? address.toString()
    : `${(address as ipaddr.IPv6).parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':')}::/64`;
}
