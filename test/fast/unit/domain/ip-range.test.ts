import { BlockList, isIP, isIPv4 } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { IpRange } from '../../../../src/domain/ip/ip-range.js';
import { unwrap } from '../../../../src/domain/result.js';

const ADDRESS = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.ipV4().map((v4) => `::ffff:${v4}`),
);

test.each([
  ['192.0.2.1', '192.0.2.1'],
  [' 192.0.2.1/32 ', '192.0.2.1'],
  ['192.0.2.0/24', '192.0.2.0/24'],
  ['128.0.0.0/1', '128.0.0.0/1'],
  ['2001:DB8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
  ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
  ['::', '::'],
  ['::1/128', '::1'],
  ['1::', '1::'],
  ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
  ['2001:db8::/32', '2001:db8::/32'],
  ['64:ff9b::192.0.2.1', '64:ff9b::c000:201'],
  ['::FFFF:192.0.2.1', '192.0.2.1'],
  ['::ffff:192.0.2.0/120', '192.0.2.0/24'],
])('%s is %s', (text, value) => {
  expect(unwrap(IpRange.parse(text)).value).toBe(value);
});

const NOT_AN_ADDRESS = { kind: 'not_an_ip_address' };
test.each([
  ...[
    '',
    'example.org',
    '192.0.2',
    '192.0.2.256',
    '192.0.2.01',
    '192.0.2.-1',
    '1.2.3.4.5',
    '0x1.2.3.4',
    '1.2.3.4/8/8',
    '/8',
  ],
  ...[
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7::8',
    '12345::',
    'g::',
    '1.2.3.4::',
    '::1.2.3',
    'fe80::1%eth0',
  ],
])('%j is no address', (text) => {
  expect(IpRange.parse(text)).toEqual({ ok: false, error: NOT_AN_ADDRESS });
});

test.each([
  ['192.0.2.0/33', 1, 32],
  ['0.0.0.0/0', 1, 32],
  ['192.0.2.0/024', 1, 32],
  ['192.0.2.0/', 1, 32],
  ['2001:db8::/129', 1, 128],
  ['::ffff:0:0/96', 97, 128],
])('%s has no such prefix length', (text, min, max) => {
  expect(IpRange.parse(text)).toEqual({ ok: false, error: { kind: 'invalid_prefix_length', min, max } });
});

test.each([
  ['192.0.2.7/24', '192.0.2.0/24'],
  ['2001:db8::1/32', '2001:db8::/32'],
])('%s names an address within a range', (text, network) => {
  expect(IpRange.parse(text)).toEqual({ ok: false, error: { kind: 'host_bits_set', network } });
});

describe('around', () => {
  test('an address is in itself and in every wider range', () => {
    expect(IpRange.around('192.0.2.1')).toHaveLength(33);
    expect(IpRange.around('192.0.2.1').slice(0, 3)).toEqual(['192.0.2.1', '192.0.2.1/32', '192.0.2.0/31']);
    expect(IpRange.around('2001:db8::1')).toHaveLength(129);
    expect(IpRange.around('::ffff:192.0.2.1')).toEqual(IpRange.around('192.0.2.1'));
    expect(IpRange.around('fe80::1%eth0')).toEqual(IpRange.around('fe80::1'));
  });

  test.each(['', 'unknown', '192.0.2.1:8080', '192.0.2.0/24', '_hidden'])('%j is in none', (text) => {
    expect(IpRange.around(text)).toEqual([]);
  });

  test('agrees with the runtime on what is in which range', () => {
    fc.assert(
      fc.property(ADDRESS, ADDRESS, fc.integer({ min: 1, max: 128 }), (address, other, bits) => {
        for (const text of [address, other]) {
          const parsed = IpRange.parse(`${text}/${bits}`);
          const range = parsed.ok
            ? parsed.value.value
            : parsed.error.kind === 'host_bits_set'
              ? parsed.error.network
              : '';
          const [network = '', length] = range.split('/');
          // The runtime takes IPv4 as being within ::/1 too.
          const plain = String(IpRange.around(address)[0]);
          if (length === undefined || isIPv4(network) !== isIPv4(plain)) continue;
          const blocked = new BlockList();
          blocked.addSubnet(network, Number(length), isIPv4(network) ? 'ipv4' : 'ipv6');
          expect(IpRange.around(address).includes(range)).toBe(blocked.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6'));
        }
      }),
    );
  });

  test('what the runtime takes as an address is one, and no other text', () => {
    const near = fc.string({ unit: fc.constantFrom(...'0123456789abcdefF:.'), maxLength: 40 });
    fc.assert(
      fc.property(fc.oneof(near, ADDRESS), (text) => {
        expect(IpRange.parse(text).ok).toBe(isIP(text) !== 0);
      }),
    );
  });

  test('the canonical text is its own', () => {
    fc.assert(
      fc.property(ADDRESS, (text) => {
        const { value } = unwrap(IpRange.parse(text));
        expect(unwrap(IpRange.parse(value)).value).toBe(value);
      }),
    );
  });
});
