import { describe, expect, test } from '@jest/globals';
import { Domain } from '../../../../src/domain/addresses/domain.js';
import { EmailAddress } from '../../../../src/domain/addresses/email-address.js';
import { explain } from '../../../../src/domain/explain.js';
import { IpRange } from '../../../../src/domain/ip/ip-range.js';
import { Handle } from '../../../../src/domain/addresses/handle.js';

type Parse = (
  text: string,
) =>
  | ReturnType<typeof EmailAddress.parse>
  | ReturnType<typeof Domain.parse>
  | ReturnType<typeof Handle.parse>
  | ReturnType<typeof IpRange.parse>;
const range: Parse = (text) => IpRange.parse(text);
const handle: Parse = (text) => Handle.parse(text);
const domain: Parse = (text) => Domain.parse(text);
const address: Parse = (text) => EmailAddress.parse(text);

describe('explain', () => {
  test.each([
    [handle, '', 'It must not be empty.'],
    [handle, 'é', 'Only ASCII fits here'],
    [handle, 'h'.repeat(65), 'At most 64 octets fit.'],
    [handle, 'a%b', 'The character "%" may not stand here.'],
    [handle, 'a\nb', 'The character "\\n" may not stand here.'],
    [handle, '.a', 'A dot may be neither first nor last nor beside another dot.'],
    [handle, '-a', 'It may not begin with a hyphen'],
    [domain, '192.0.2.1', 'A domain of digits alone looks like an IP address'],
    [domain, 'localhost', 'A domain has at least 2 labels, like example.org.'],
    [domain, 'a..b', 'No part between dots may be empty'],
    [domain, `${'a'.repeat(64)}.b`, 'Each part between dots may have at most 63 octets.'],
    [domain, 'a-.b', 'No part between dots may begin or end with a hyphen.'],
    [range, 'localhost', 'It is an IPv4 or IPv6 address, or a range of them like 192.0.2.0/24.'],
    [range, '192.0.2.0/33', 'Behind the slash stands a whole number from 1 to 32.'],
    [range, '192.0.2.1/24', 'A range begins with its first address: 192.0.2.0/24.'],
    [address, 'owner', 'An address is handle@domain.'],
    [address, 'a b@c.example', 'One address without white space fits here.'],
    [address, 'a!@c.example', 'What stands before the at sign is refused. The character "!" may not stand here.'],
    [address, 'a@c', 'What stands after the at sign is refused. A domain has at least 2 labels, like example.org.'],
    [
      address,
      `${'h'.repeat(64)}@${'abcde.'.repeat(32)}`.slice(0, 255),
      'The whole address may have at most 254 octets.',
    ],
  ])('%#: %p of %j', (parse, text, sentence) => {
    const parsed = parse(text);
    expect(parsed.ok ? '' : explain(parsed.error)).toContain(sentence);
  });
});
