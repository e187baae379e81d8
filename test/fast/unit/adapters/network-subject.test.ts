import { BlockList, isIPv4 } from 'node:net';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { ipSubject } from '../../../../src/adapters/http/pipeline/limits/ip-subject.js';
import { networkSubject } from '../../../../src/adapters/http/pipeline/limits/network-subject.js';

test.each([
  ['2001:db8:1:2:3::4', '2001:db8:1::/48'],
  ['2001:db8:1:ffff::', '2001:db8:1::/48'],
  ['2001:DB8::1', '2001:db8:0::/48'],
  ['::1', '0:0:0::/48'],
  ['192.0.2.7', '192.0.2.0/24'],
  ['::ffff:192.0.2.255', '192.0.2.0/24'],
  ['no address', 'no address'],
])('%s is counted with %s', (ip, network) => {
  expect(networkSubject(ip)).toBe(network);
});

test('two addresses are counted together if the runtime has them in one network', () => {
  const near = fc.tuple(fc.ipV6(), fc.integer({ min: 0, max: 7 }), fc.nat(0xffff)).map(([text, at, group]) => {
    return [text, withGroup(inHexadecimal(text), at, group)] as const;
  });
  const anyTwo = fc.tuple(fc.oneof(fc.ipV4(), fc.ipV6()), fc.oneof(fc.ipV4(), fc.ipV6()));
  const v4 = fc
    .tuple(fc.ipV4(), fc.nat(255))
    .map(([text, octet]) => [text, text.replace(/\d+$/, String(octet))] as const);
  fc.assert(
    fc.property(fc.oneof(near, anyTwo, v4), ([one, other]) => {
      // These count as IPv4, for the runtime they are IPv6.
      fc.pre(!isMapped(one) && !isMapped(other));
      expect(ipSubject(one) === ipSubject(other)).toBe(isInNetwork(one, other, 32, 64));
      expect(networkSubject(one) === networkSubject(other)).toBe(isInNetwork(one, other, 24, 48));
    }),
  );
});

/** Without an IPv4 address at its end. */
function inHexadecimal(ipv6: string): string {
  return new URL(`http://[${ipv6}]`).hostname.slice(1, -1);
}

function isMapped(ip: string): boolean {
  return ip.includes(':') && inHexadecimal(ip).startsWith('::ffff:');
}

/** The address with one of its groups replaced. */
function withGroup(text: string, at: number, group: number): string {
  const [head = [], tail = []] = text.split('::').map((half) => half.split(':').filter(Boolean));
  const zeros = Array.from({ length: 8 - head.length - tail.length }, () => '0');
  const groups = [...head, ...zeros, ...tail];
  groups[at] = group.toString(16);
  return groups.join(':');
}

function isInNetwork(one: string, other: string, ipv4Bits: number, ipv6Bits: number): boolean {
  const [family, bits] = isIPv4(one) ? (['ipv4', ipv4Bits] as const) : (['ipv6', ipv6Bits] as const);
  const network = new BlockList();
  network.addSubnet(one, bits, family);
  return isIPv4(one) === isIPv4(other) && network.check(other, family);
}
