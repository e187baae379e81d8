import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { uts46 } from '../../../../src/adapters/idna/uts46.js';
import { Domain } from '../../../../src/domain/addresses/domain.js';

describe('uts46', () => {
  test.each([
    ['example.org', 'example.org'],
    [' EXAMPLE.org ', ' EXAMPLE.org '],
    ['bücher.example', 'xn--bcher-kva.example'],
    [' BÜCHER.Example\n', 'xn--bcher-kva.example'],
    ['faß.de', 'xn--fa-hia.de'],
    ['bücher。example', 'xn--bcher-kva.example'],
    ['παράδειγμα.δοκιμή', 'xn--hxajbheg2az3al.xn--jxalpdlp'],
  ])('%j is spelled %j', (text, spelled) => {
    expect(uts46(text)).toBe(spelled);
  });

  test.each([
    '\u212Aiwi.example',
    'ｅxample.org',
    'a\u00adb.example',
    '\u00a0example.org',
    '\ud800.example',
    '\u200d.example',
    'ü b.example',
    'ü_b.example',
    'ü%b.example',
    '-ü.example',
    'xn--ü.example',
    '\u2026ü.example',
    `${'ü'.repeat(512)}.example`,
  ])('%j has no such form', (text) => {
    expect(uts46(text)).toBeUndefined();
  });

  test('no text throws, and what comes of a non-ASCII text is ASCII', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), (text) => {
        expect(uts46(text) ?? '').toMatch(/^\p{ASCII}*$/u);
      }),
    );
  });

  test('a spelled domain is one that the core takes', () => {
    const spelled = uts46('bücher.example') ?? '';
    expect(Domain.parse(spelled)).toMatchObject({ ok: true, value: { value: 'xn--bcher-kva.example' } });
  });
});
