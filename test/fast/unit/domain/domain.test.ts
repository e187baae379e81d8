import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Domain } from '../../../../src/domain/addresses/domain.js';

const LONGEST = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(61)}`;

describe('Domain', () => {
  test.each([
    ['example.org', 'example.org'],
    [' Mail.Example.ORG\n', 'mail.example.org'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
    ['a.b', 'a.b'],
    ['1.b', '1.b'],
    ['a.1', 'a.1'],
    ['1.2-3', '1.2-3'],
    ['a-b--c.example', 'a-b--c.example'],
    [`${'a'.repeat(63)}.example`, `${'a'.repeat(63)}.example`],
    [LONGEST, LONGEST],
  ])('%j is taken as %j', (text, value) => {
    const parsed = Domain.parse(text);
    expect(parsed.ok && parsed.value.value).toBe(value);
  });

  test('that is there already may be of digits alone, and has the same form otherwise', () => {
    expect(Domain.parseExisting('1.2')).toMatchObject({ ok: true, value: { value: '1.2' } });
    expect(Domain.parseExisting('1')).toEqual({ ok: false, error: { kind: 'too_few_labels', minLabels: 2 } });
    expect(Domain.parseExisting('example.org')).toEqual(Domain.parse('example.org'));
  });

  test.each([
    ['', { kind: 'empty' }],
    ['  ', { kind: 'empty' }],
    [`${LONGEST}d`, { kind: 'too_long', maxOctets: 253 }],
    [`${'a'.repeat(64)}.example`, { kind: 'label_too_long', maxOctets: 63 }],
    ['localhost', { kind: 'too_few_labels', minLabels: 2 }],
    ['example.org.', { kind: 'empty_label' }],
    ['.example.org', { kind: 'empty_label' }],
    ['example..org', { kind: 'empty_label' }],
    ['1.2', { kind: 'numeric_domain' }],
    [' 192.0.2.1', { kind: 'numeric_domain' }],
    ['1', { kind: 'too_few_labels', minLabels: 2 }],
    ['-a.example', { kind: 'misplaced_hyphen' }],
    ['a-.example', { kind: 'misplaced_hyphen' }],
    ['a.-', { kind: 'misplaced_hyphen' }],
    ['ex_ample.org', { kind: 'forbidden_character', character: '_' }],
    ['ex ample.org', { kind: 'forbidden_character', character: ' ' }],
    ['example.org:25', { kind: 'forbidden_character', character: ':' }],
    ['[192.0.2.1]', { kind: 'forbidden_character', character: '[' }],
    ['b\u00fccher.example', { kind: 'not_ascii' }],
    ['\u212Aexample.org', { kind: 'not_ascii' }],
  ])('%j is refused: %j', (text, error) => {
    expect(Domain.parse(text)).toEqual({ ok: false, error });
  });

  test('is frozen, and equal to another of the same text in any case', () => {
    const parsed = Domain.parse('Example.org');
    expect(parsed.ok && Object.isFrozen(parsed.value)).toBe(true);
    expect(parsed).toEqual(Domain.parse(' EXAMPLE.ORG'));
    expect(parsed).not.toEqual(Domain.parse('example.net'));
  });

  test('takes every domain that fast-check makes', () => {
    fc.assert(
      fc.property(fc.domain(), (text) => {
        expect(Domain.parse(text).ok).toBe(true);
      }),
    );
  });

  test('every accepted domain parses to itself', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'abZ09-. _'), maxLength: 80 }), (text) => {
        const parsed = Domain.parse(text);
        if (!parsed.ok) return;
        expect(parsed.value.value).toMatch(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/);
        expect(Domain.parse(parsed.value.value)).toEqual(parsed);
      }),
    );
  });
});
