import type { FastifyRequest } from 'fastify';
import ipaddr from 'ipaddr.js';

/**
 * Who asks, for what is counted by caller: an address, until there are keys. A network of IPv6 is one caller: each of its
 * machines may take a new address for every request.
 */
export function callerOf({ ip }: FastifyRequest): string {
  if (!ipaddr.isValid(ip)) return ip;
  const address = ipaddr.process(ip);
  return address.kind() === 'ipv4'
    ? address.toString()
    : `${(address as ipaddr.IPv6).parts
        .slice(0, 4)
        .map((part) => part.toString(16))
        .join(':')}::/64`;
}
