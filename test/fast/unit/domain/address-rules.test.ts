import { describe, expect, test } from '@jest/globals';
import { AddressRules } from '../../../../src/domain/addresses/address-rules.js';
import { RecipientDelimiter } from '../../../../src/domain/addresses/recipient-delimiter.js';
import { unwrap } from '../../../../src/domain/result.js';
import { email, handle } from '../../../support/samples.js';

const delimiter = (text: string) => unwrap(RecipientDelimiter.parse(text));

describe('RecipientDelimiter', () => {
  test.each([
    ['+', 'box+bank', 'box'],
    ['+', 'box+bank+more', 'box'],
    ['+', 'box', undefined],
    ['+', 'box-bank', undefined],
    ['+', '+box', undefined],
    ['+', 'box.+x', undefined],
    ['+-', 'box-bank+more', 'box'],
    ['+-', 'box+bank-more', 'box'],
    ['.', 'a.b', 'a'],
    ['none', 'box+bank', undefined],
    // Postfix's own names and, with a hyphen, those of mailing lists stay whole.
    ['-', 'mailer-daemon', undefined],
    ['-', 'double-bounce', undefined],
    ['-', 'owner-list', undefined],
    ['-', 'list-request', undefined],
    ['+', 'owner-list+x', 'owner-list'],
  ])('%s splits %s at %s', (characters, text, base) => {
    expect(delimiter(characters).baseOf(handle(text))?.value).toBe(base);
  });

  test.each(['', 'a', '+a', '@', '%', '/', ' ', '+'.repeat(17)])('%j is none', (text) => {
    expect(RecipientDelimiter.parse(text)).toEqual({ ok: false, error: { kind: 'not_a_delimiter', maxLength: 16 } });
  });
});

describe('AddressRules', () => {
  const rules = new AddressRules({ systemAddresses: [email('postern@example.org'), email('bounce+x@example.com')] });

  test.each([
    ['admin', true],
    ['admin+tls', true],
    ['admin-tls', false],
    ['double-bounce', true],
    ['shop', false],
  ])('%s is reserved: %s', (text, expected) => {
    expect(AddressRules.DEFAULT.isReserved(handle(text))).toBe(expected);
  });

  test('with another delimiter, another name extends a role name', () => {
    const hyphen = new AddressRules({ delimiter: delimiter('-') });
    expect(hyphen.isReserved(handle('admin-tls'))).toBe(true);
    expect(hyphen.isReserved(handle('admin+tls'))).toBe(false);
  });

  test.each([
    ['postern@example.org', true],
    ['postern+x@example.org', true],
    ['bounce@example.com', true],
    ['bounce+y@example.com', true],
    ['postern@example.com', false],
    ['shop@example.org', false],
  ])('%s is an address of the system: %s', (text, expected) => {
    expect(rules.isSystemAddress(email(text))).toBe(expected);
  });

  test.each([
    ['postern', true],
    ['bounce+z', true],
    ['shop', false],
  ])('the handle %s is one of the system: %s', (text, expected) => {
    expect(rules.isSystemHandle(handle(text))).toBe(expected);
  });
});
