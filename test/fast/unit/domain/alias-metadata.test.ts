import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isEmptyMetadata, NO_METADATA, parseExpiry } from '../../../../src/domain/alias-metadata.js';
import { AliasNote } from '../../../../src/domain/alias-note.js';
import { AliasSite } from '../../../../src/domain/alias-site.js';
import { aliasOfUuid, uuidOfAlias } from '../../../../src/domain/alias-uuid.js';
import { explain } from '../../../../src/domain/explain.js';
import { unwrap } from '../../../../src/domain/result.js';

describe('a note', () => {
  test.each([
    ['  for the shop\t📬 ', 'for the shop\t📬'],
    ['one\r\ntwo\rthree', 'one\ntwo\nthree'],
    ['<b>x</b> \u202e', '<b>x</b> \u202e'],
    ['📬'.repeat(500), '📬'.repeat(500)],
  ])('%j is %j', (text, value) => {
    expect(unwrap(AliasNote.parse(text)).value).toBe(value);
  });

  test.each([
    [' \n ', 'It must not be empty.'],
    ['📬'.repeat(501), 'At most 500 characters fit.'],
    ['x'.repeat(1_001), 'At most 500 characters fit.'],
    ['a\0b', 'The control character U+0000 may not stand here.'],
    ['a\u001bb', 'The control character U+001B may not stand here.'],
    ['a\u0085b', 'The control character U+0085 may not stand here.'],
    ['a\ud83db', 'It has half of a surrogate pair, which is no character.'],
  ])('%j is refused', (text, why) => {
    const note = AliasNote.parse(text);
    expect(note.ok ? undefined : explain(note.error)).toBe(why);
  });
});

describe('a site', () => {
  test.each([
    [' WWW.Shop.example ', 'www.shop.example'],
    ['localhost', 'localhost'],
    ['192.0.2.1', '192.0.2.1'],
    ['xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ])('%j is %j', (text, value) => {
    expect(unwrap(AliasSite.parse(text)).value).toBe(value);
  });

  test.each(['', 'https://shop.example', 'shop.example/', 'shop.example:80', 'a..b', '-a.example', 'bücher.example'])(
    '%j is refused',
    (text) => {
      expect(AliasSite.parse(text).ok).toBe(false);
    },
  );
});

describe('an expiry', () => {
  test.each([
    ['2027-01-31T12:00:00Z', '2027-01-31T12:00:00.000Z'],
    ['2027-01-31T12:00+01:00', '2027-01-31T11:00:00.000Z'],
    ['2000-01-01T00:00:00.123456Z', '2000-01-01T00:00:00.123Z'],
  ])('%s is %s', (text, time) => {
    expect(unwrap(parseExpiry(text)).toISOString()).toBe(time);
  });

  test.each([
    ['2027-01-31', 'A time is like 2027-01-31T12:00:00Z: ISO 8601 with a zone.'],
    ['2027-01-31T12:00:00', 'A time is like 2027-01-31T12:00:00Z: ISO 8601 with a zone.'],
    ['2027-13-31T12:00:00Z', 'A time is like 2027-01-31T12:00:00Z: ISO 8601 with a zone.'],
    ['1999-12-31T23:59:59Z', 'A time is from 2000-01-01T00:00:00.000Z to 9999-12-31T23:59:59.999Z.'],
    ['9999-12-31T23:59:59-01:00', 'A time is from 2000-01-01T00:00:00.000Z to 9999-12-31T23:59:59.999Z.'],
  ])('%s is refused', (text, why) => {
    const time = parseExpiry(text);
    expect(time.ok ? undefined : explain(time.error)).toBe(why);
  });
});

test('metadata is empty if it says nothing', () => {
  expect([NO_METADATA, { pinned: false }].map(isEmptyMetadata)).toEqual([true, true]);
  const some = [{ pinned: true }, { expiresAt: new Date() }, { note: unwrap(AliasNote.parse('x')) }];
  expect([...some, { site: unwrap(AliasSite.parse('x')) }].map(isEmptyMetadata)).toEqual([false, false, false, false]);
});

describe('the UUID of an alias', () => {
  test('is of version 8 and of the RFC’s variant, and gives the number back in any letter case', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (number) => {
        const uuid = uuidOfAlias(number);
        expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
        expect([aliasOfUuid(uuid), aliasOfUuid(uuid.toUpperCase())]).toEqual([number, number]);
      }),
    );
  });

  test('stays what it was', () => {
    expect(uuidOfAlias(1)).toBe('706f7374-6572-8000-8000-000000000001');
    expect(uuidOfAlias(Number.MAX_SAFE_INTEGER)).toBe('706f7374-6572-8000-801f-ffffffffffff');
  });

  test.each(['', '1', '00000000-0000-4000-8000-000000000001', '706f7374-6572-8000-bfff-ffffffffffff', 'x'.repeat(36)])(
    '%j is none',
    (text) => {
      expect(aliasOfUuid(text)).toBeUndefined();
    },
  );

  test.each([-1, 0.5, 2 ** 53, Number.NaN])('%d has none', (number) => {
    expect(() => uuidOfAlias(number)).toThrow(RangeError);
  });
});
