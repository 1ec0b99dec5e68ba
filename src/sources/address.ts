import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import ipaddr from 'ipaddr.js';
import { SourceFailure } from './failure.js';

/** Public by its number, yet answered by the machine's own cloud. */
const metadata = new Set(['168.63.129.16']);
/** The only part of IPv6 that is handed out; outside it lie translated, embedded and unassigned addresses. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/** Is this the address of a machine on the internet, and of nothing nearer? */
export function isPublicAddress(text: string): boolean {
  if (!ipaddr.isValid(text) || metadata.has(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(globalUnicast);
}

/** Which addresses the hub may call. */
export interface AddressRules {
  /** Only https, at the usual port. */
  readonly webOnly: boolean;
  readonly isAllowed: (address: string) => boolean;
}

/** @param allowPrivate also machines that the internet does not see, over http and at any port */
export const addressRules = (allowPrivate: boolean): AddressRules =>
  allowPrivate ? { webOnly: false, isAllowed: () => true } : { webOnly: true, isAllowed: isPublicAddress };

const forbidden = (detail: string) => new SourceFailure('SOURCE_FORBIDDEN_ADDRESS', detail);

/**
 * An address that the hub may call, as far as its text tells: what a name resolves to is checked when it is.
 * @throws SourceFailure `SOURCE_FORBIDDEN_ADDRESS`
 */
export function readAddress(text: string | URL, { webOnly, isAllowed }: AddressRules, base?: URL): URL {
  // The parser writes every spelling of an IPv4 address (0x7f.1, 2130706433) in the usual way.
  const url = URL.parse(String(text), base?.href);
  if (!url) throw forbidden(`« ${String(text).slice(0, 80)} » n’est pas une adresse web.`);
  if (url.protocol !== 'https:' && (webOnly || url.protocol !== 'http:')) {
    throw forbidden('seules les adresses en https:// sont permises.');
  }
  if (url.username || url.password) throw forbidden('elle contient un identifiant ou un mot de passe.');
  if (webOnly && url.port !== '') throw forbidden(`le port ${url.port} n’est pas celui d’un site web.`);
  // A name is checked when it is resolved; an address written as such never is.
  const literal = url.hostname.replace(/^\[(.*)\]$/, '$1');
  if (ipaddr.isValid(literal) && !isAllowed(literal)) throw privateAddress();
  url.hash = '';
  return url;
}

/** What a name resolves to is not said: it would draw a map of the network inside. */
const privateAddress = () =>
  forbidden(
    'elle est celle d’une machine interne. Si elle doit être lue, démarrez le hub avec CTG_HUB_ALLOW_PRIVATE_SOURCES=yes.',
  );

type Resolve = (
  hostname: string,
  options: LookupOptions & { readonly all: true },
  done: (error: NodeJS.ErrnoException | null, addresses: LookupAddress[]) => void,
) => void;
type Resolved = (error: Error | null, address: string | LookupAddress[], family?: number) => void;

/**
 * Resolves a name for the socket that is about to connect, so that the address checked is the address called: a name
 * that answers differently the second time gains nothing.
 */
export const checkedLookup =
  ({ isAllowed }: AddressRules, resolve: Resolve = lookup) =>
  (hostname: string, options: LookupOptions, done: Resolved): void => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const refused =
        error ?? (addresses.every(({ address }) => isAllowed(address)) ? null : privateAddress());
      if (refused) {
        done(refused, []);
        return;
      }
      const [first] = addresses;
      if (options.all || !first) done(null, addresses);
      else done(null, first.address, first.family);
    });
  };
