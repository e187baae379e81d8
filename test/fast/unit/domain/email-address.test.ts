import { describe, expect, test } from '@jest/globals';
import { EmailAddress } from '../../../../src/domain/addresses/email-address.js';
import { domain, handle, LONGEST_DOMAIN_FOR_IT, LONGEST_HANDLE } from '../../../support/samples.js';

describe('EmailAddress', () => {
  test.each([
    ['owner@example.net', 'owner@example.net'],
    [' Owner@Example.NET\n', 'owner@example.net'],
    ["o'brien+tag@example.net", "o'brien+tag@example.net"],
    [`${LONGEST_HANDLE}@${LONGEST_DOMAIN_FOR_IT}`, `${LONGEST_HANDLE}@${LONGEST_DOMAIN_FOR_IT}`],
  ])('%j is taken as %j', (text, value) => {
    const parsed = EmailAddress.parse(text);
    expect(parsed.ok && parsed.value.value).toBe(value);
  });

  test.each([
    ['', { kind: 'no_at_sign' }],
    ['owner', { kind: 'no_at_sign' }],
    ['owner @example.net', { kind: 'inner_white_space' }],
    ['owner@ example.net', { kind: 'inner_white_space' }],
    ['a@example.net, b@example.net', { kind: 'inner_white_space' }],
    ['@example.net', { kind: 'invalid_handle', why: { kind: 'empty' } }],
    ['a@b@example.net', { kind: 'invalid_handle', why: { kind: 'forbidden_character', character: '@' } }],
    ['a,b@example.net', { kind: 'invalid_handle', why: { kind: 'forbidden_character', character: ',' } }],
    ['-owner@example.net', { kind: 'invalid_handle', why: { kind: 'leading_hyphen' } }],
    ['owner@192.0.2.1', { kind: 'invalid_domain', why: { kind: 'numeric_domain' } }],
    ['owner@', { kind: 'invalid_domain', why: { kind: 'empty' } }],
    ['owner@localhost', { kind: 'invalid_domain', why: { kind: 'too_few_labels', minLabels: 2 } }],
    ['\u00f6wner@example.net', { kind: 'not_ascii' }],
    [
      `${LONGEST_HANDLE}@d${LONGEST_DOMAIN_FOR_IT.slice(0, 60)}`,
      { kind: 'invalid_domain', why: { kind: 'too_few_labels', minLabels: 2 } },
    ],
    [`${LONGEST_HANDLE}@a.${LONGEST_DOMAIN_FOR_IT}`, { kind: 'address_too_long', maxOctets: 254 }],
  ])('%j is refused: %j', (text, error) => {
    expect(EmailAddress.parse(text)).toEqual({ ok: false, error });
  });

  test('that is there already may have parts that are given out no more', () => {
    expect(EmailAddress.parseExisting(' -Shop@1.2')).toMatchObject({ ok: true, value: { value: '-shop@1.2' } });
    expect(EmailAddress.parseExisting('a.@1.2')).toMatchObject({ ok: false, error: { kind: 'invalid_handle' } });
    expect(EmailAddress.parseExisting('a@1')).toMatchObject({ ok: false, error: { kind: 'invalid_domain' } });
    expect(EmailAddress.parseExisting('owner@example.net')).toEqual(EmailAddress.parse('owner@example.net'));
  });

  test('is put together from its parts, and is the same as when parsed', () => {
    const address = EmailAddress.of(handle('shop'), domain('example.org'));
    expect(address).toEqual(EmailAddress.parse('Shop@example.org'));
    expect(address.ok && Object.isFrozen(address.value)).toBe(true);
    expect(address).not.toEqual(EmailAddress.parse('shop@example.net'));
  });

  test('takes 254 octets and not one more', () => {
    expect(EmailAddress.of(handle(LONGEST_HANDLE), domain(LONGEST_DOMAIN_FOR_IT)).ok).toBe(true);
    const longer = LONGEST_DOMAIN_FOR_IT.replace('.example', 'd.example');
    expect(EmailAddress.of(handle(LONGEST_HANDLE), domain(longer))).toEqual({
      ok: false,
      error: { kind: 'address_too_long', maxOctets: 254 },
    });
  });
});
