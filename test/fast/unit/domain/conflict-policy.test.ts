import { describe, expect, test } from '@jest/globals';
import { decideConflict, type Holder } from '../../../../src/domain/conflict-policy.js';
import { alias, email } from '../../../support/samples.js';

const OWNER = email('owner@example.net');
const OWN_ACTIVE: Holder = { kind: 'alias', alias: alias('shop@example.org', 'owner@example.net') };
const OWN_INACTIVE: Holder = { kind: 'alias', alias: alias('shop@example.org', 'owner@example.net', false) };
const FOREIGN_ACTIVE: Holder = { kind: 'alias', alias: alias('shop@example.org', 'other@example.net') };
const FOREIGN_INACTIVE: Holder = { kind: 'alias', alias: alias('shop@example.org', 'other@example.net', false) };
const OTHER: Holder = { kind: 'other' };

describe('decideConflict', () => {
  test.each([
    ['reject', OWN_ACTIVE, 'taken'],
    ['reject', OWN_INACTIVE, 'taken'],
    ['idempotent', OWN_ACTIVE, 'already_held'],
    ['idempotent', OWN_INACTIVE, 'taken'],
    ['revive', OWN_ACTIVE, 'already_held'],
    ['revive', OWN_INACTIVE, 'revive'],
  ] as const)('%s, own alias %j: %s', (policy, holder, decision) => {
    expect(decideConflict(policy, OWNER, holder)).toBe(decision);
  });

  test.each(['reject', 'idempotent', 'revive'] as const)('%s: what is not the asker’s own is taken', (policy) => {
    for (const holder of [FOREIGN_ACTIVE, FOREIGN_INACTIVE, OTHER]) {
      expect(decideConflict(policy, OWNER, holder)).toBe('taken');
    }
  });
});
