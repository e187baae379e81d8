import { expect, test } from '@jest/globals';
import { mailboxOf } from '../../../../src/domain/addresses/mailbox-of.js';
import { email } from '../../../support/samples.js';

test.each([
  ['ab@example.net', 'ab@example.net'],
  ['a.b@example.net', 'ab@example.net'],
  ['A.B+c.d+e@Example.net', 'ab@example.net'],
  ['+x@example.net', '+x@example.net'],
  ['ab@mail.example.net', 'ab@mail.example.net'],
])('%s is counted as %s', (address, mailbox) => {
  expect(mailboxOf(email(address))).toBe(mailbox);
});
