import { describe, expect, it } from 'vitest';
import { addressRules, checkedLookup, isPublicAddress, readAddress } from '../../src/sources/address.js';
import { SourceFailure } from '../../src/sources/failure.js';

const publicOnly = addressRules(false);
const anything = addressRules(true);

describe('addresses that the hub may call', () => {
  it.each(['8.8.8.8', '193.252.148.80', '2a01:e0a:1::1', '2606:4700::6810:84e5'])(
    '%s is public',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it.each([
    ['0.0.0.0', 'this machine'],
    ['10.1.2.3', 'private'],
    ['100.64.0.1', 'carrier-grade NAT'],
    ['100.100.100.200', 'cloud metadata'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['168.63.129.16', 'cloud metadata'],
    ['169.254.169.254', 'cloud metadata'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.0.0.192', 'cloud metadata'],
    ['192.0.2.1', 'documentation'],
    ['192.88.99.1', 'relay'],
    ['192.168.1.1', 'private'],
    ['198.18.0.1', 'benchmarks'],
    ['203.0.113.9', 'documentation'],
    ['224.0.0.1', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'broadcast'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::127.0.0.1', 'IPv4-compatible'],
    ['::ffff:127.0.0.1', 'IPv4-mapped'],
    ['::ffff:8.8.8.8', 'IPv4-mapped'],
    ['::ffff:0:127.0.0.1', 'translated'],
    ['64:ff9b::7f00:1', 'NAT64'],
    ['64:ff9b:1::7f00:1', 'local NAT64'],
    ['100::1', 'discard'],
    ['2001::1', 'Teredo'],
    ['2001:db8::1', 'documentation'],
    ['2002:7f00:1::', '6to4'],
    ['3fff::1', 'documentation'],
    ['4000::1', 'unassigned'],
    ['5f00::1', 'segment routing'],
    ['fc00::1', 'private'],
    ['fd00:ec2::254', 'cloud metadata'],
    ['fe80::1', 'link-local'],
    ['fe80::1%eth0', 'link-local'],
    ['fec0::1', 'site-local'],
    ['ff02::1', 'multicast'],
    ['localhost', 'not an address'],
  ])('%s is not: %s', (address) => {
    expect(isPublicAddress(address)).toBe(false);
  });

  it.each([
    ['https://data.caf.fr/fichier.csv'],
    ['https://data.caf.fr:443/'],
    ['https://8.8.8.8/'],
    ['https://[2606:4700::6810:84e5]/'],
  ])('%s may be called', (url) => {
    expect(readAddress(url, publicOnly).protocol).toBe('https:');
  });

  it.each([
    ['http://data.caf.fr/', 'https'],
    ['ftp://data.caf.fr/', 'https'],
    ['file:///etc/passwd', 'https'],
    ['fichier.csv', 'pas une adresse web'],
    ['https://moi:secret@data.caf.fr/', 'mot de passe'],
    ['https://data.caf.fr:8443/', '8443'],
    ['https://127.0.0.1/', 'machine interne'],
    ['https://0x7f.1/', 'machine interne'],
    ['https://2130706433/', 'machine interne'],
    ['https://0177.0.0.1/', 'machine interne'],
    ['https://１２７.0.0.1/', 'machine interne'],
    ['https://[::1]/', 'machine interne'],
    ['https://[::ffff:10.0.0.1]/', 'machine interne'],
    ['https://169.254.169.254/latest/meta-data/', 'machine interne'],
  ])('%s may not', (url, words) => {
    expect(() => readAddress(url, publicOnly)).toThrow(SourceFailure);
    expect(() => readAddress(url, publicOnly)).toThrow(words);
  });

  it('may be internal ones when that is allowed, never with a password or of another protocol', () => {
    expect(readAddress('http://127.0.0.1:8080/a', anything).href).toBe('http://127.0.0.1:8080/a');
    expect(() => readAddress('http://moi:secret@intranet/', anything)).toThrow('mot de passe');
    expect(() => readAddress('ftp://intranet/', anything)).toThrow(SourceFailure);
  });

  const resolving = (...answers: string[][]) => {
    const lookup = checkedLookup(publicOnly, (_name, _options, done) =>
      done(
        null,
        (answers.shift() ?? []).map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      ),
    );
    return (all: boolean) =>
      new Promise((resolve) => {
        lookup('rebinding.example', { all }, (error, address) => resolve(error ?? address));
      });
  };

  it('are checked where a name is resolved, each time and all of them', async () => {
    const resolve = resolving(
      ['8.8.8.8'],
      ['8.8.8.8', '2606:4700::1'],
      ['127.0.0.1'],
      ['8.8.8.8', '10.0.0.1'],
    );
    expect(await resolve(false)).toBe('8.8.8.8');
    expect(await resolve(true)).toHaveLength(2);
    expect(await resolve(false)).toMatchObject({ code: 'SOURCE_FORBIDDEN_ADDRESS' });
    const refused = await resolve(true);
    expect(refused).toMatchObject({ code: 'SOURCE_FORBIDDEN_ADDRESS' });
    expect(String(refused)).not.toContain('10.0.0.1');
  });
});
