import { describe, expect, test } from '@jest/globals';
import { Alias } from '../../../../src/domain/alias.js';
import { email } from '../../../support/samples.js';

describe('Alias', () => {
  test('is active unless said otherwise, and frozen', () => {
    const made = Alias.of(email('shop@example.org'), email('owner@example.net'));
    expect(made).toMatchObject({ ok: true, value: { active: true } });
    expect(made.ok && Object.isFrozen(made.value)).toBe(true);
    expect(Alias.of(email('shop@example.org'), email('owner@example.net'), false)).toMatchObject({
      value: { active: false },
    });
  });

  test('never points at itself', () => {
    expect(Alias.of(email('me@example.org'), email('Me@Example.org'))).toEqual({
      ok: false,
      error: { kind: 'points_at_itself' },
    });
  });
});
