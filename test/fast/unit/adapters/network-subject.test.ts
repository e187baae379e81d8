import { expect, test } from '@jest/globals';
import { networkSubject } from '../../../../src/adapters/http/pipeline/network-subject.js';

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
