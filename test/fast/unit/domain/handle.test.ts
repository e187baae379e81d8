import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Handle } from '../../../../src/domain/addresses/handle.js';

const CHARACTERS = "abcdefghijklmnopqrstuvwxyz0123456789#$&'*+-=?^_{}~";

describe('Handle', () => {
  test.each([
    ['shop', 'shop'],
    ['  Shop\t\r\n', 'shop'],
    ['a', 'a'],
    ["o'brien+tag", "o'brien+tag"],
    ['first.middle.last', 'first.middle.last'],
    [CHARACTERS, CHARACTERS],
    ['d-ash-', 'd-ash-'],
    ['d--', 'd--'],
    ['h'.repeat(64), 'h'.repeat(64)],
    [` ${'H'.repeat(64)} `, 'h'.repeat(64)],
  ])('%j is taken as %j', (text, value) => {
    const parsed = Handle.parse(text);
    expect(parsed.ok && parsed.value.value).toBe(value);
  });

  test.each([
    ['', { kind: 'empty' }],
    [' \t ', { kind: 'empty' }],
    ['h'.repeat(65), { kind: 'too_long', maxOctets: 64 }],
    ['.shop', { kind: 'misplaced_dot' }],
    ['shop.', { kind: 'misplaced_dot' }],
    ['sh..op', { kind: 'misplaced_dot' }],
    ['.', { kind: 'misplaced_dot' }],
    ['-', { kind: 'leading_hyphen' }],
    ['-dash', { kind: 'leading_hyphen' }],
    [' -Dash', { kind: 'leading_hyphen' }],
    ['-.a', { kind: 'leading_hyphen' }],
    ['-.', { kind: 'misplaced_dot' }],
    ['café', { kind: 'not_ascii' }],
    ['\u212A', { kind: 'not_ascii' }],
    ['\u00a0shop', { kind: 'not_ascii' }],
    ['\ud800', { kind: 'not_ascii' }],
    ['sh op', { kind: 'forbidden_character', character: ' ' }],
    ['sh\0op', { kind: 'forbidden_character', character: '\0' }],
    ['sh\nop', { kind: 'forbidden_character', character: '\n' }],
    ['"shop"', { kind: 'forbidden_character', character: '"' }],
  ])('%j is refused: %j', (text, error) => {
    expect(Handle.parse(text)).toEqual({ ok: false, error });
  });

  test('that is there already may begin with a hyphen, and has the same form otherwise', () => {
    expect(Handle.parseExisting(' -Dash')).toMatchObject({ ok: true, value: { value: '-dash' } });
    expect(Handle.parseExisting('-.')).toEqual({ ok: false, error: { kind: 'misplaced_dot' } });
    expect(Handle.parseExisting('shop')).toEqual(Handle.parse('shop'));
  });

  test.each([...'%!/|`\\@,;:<>()[]"'])(
    'refuses %s anywhere, which Postfix or a shell would give a meaning',
    (character) => {
      for (const text of [`${character}a`, `a${character}`, `a${character}a`]) {
        expect(Handle.parse(text)).toEqual({ ok: false, error: { kind: 'forbidden_character', character } });
      }
    },
  );

  test('CHARACTERS names all that fit and no other', () => {
    const ascii = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
    const fitting = ascii.filter((character) => Handle.parse(`a${character}a`).ok);
    const spelledOut = Handle.CHARACTERS.replace('a-z', CHARACTERS.slice(0, 26)).replace('0-9', '0123456789');
    const named = [...spelledOut.replaceAll(' ', '')];
    expect(new Set(fitting.map((character) => character.toLowerCase()))).toEqual(new Set(named));
  });

  test('is frozen, and equal to another of the same text in any case', () => {
    const parsed = Handle.parse('Shop');
    expect(parsed.ok && Object.isFrozen(parsed.value)).toBe(true);
    expect(parsed).toEqual(Handle.parse('sHOP '));
    expect(parsed).not.toEqual(Handle.parse('shops'));
  });

  test('every accepted handle is a dot-atom, and parses to itself', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...CHARACTERS, '.', 'A', ' ', '%', 'é'), maxLength: 70 }),
        (text) => {
          const parsed = Handle.parse(text);
          if (!parsed.ok) return;
          expect(parsed.value.value).toMatch(/^[^.@% ]+(\.[^.@% ]+)*$/);
          expect(parsed.value.value.length).toBeLessThanOrEqual(Handle.MAX_OCTETS);
          expect(Handle.parse(parsed.value.value)).toEqual(parsed);
        },
      ),
    );
  });

  test('no text throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(typeof Handle.parse(text).ok).toBe('boolean');
      }),
    );
  });
});
