import { expect, test } from '@jest/globals';
import { isReservedHandle } from '../../../../src/domain/addresses/reserved-handles.js';
import { handle } from '../../../support/samples.js';

test.each(
  (
    'admin administrator webmaster hostmaster postmaster info marketing sales support abuse noc security ' +
    'usenet news www uucp ftp mailer-daemon double-bounce postfix nobody root daemon www-data logcheck'
  ).split(' '),
)('%s is reserved, in any case', (name) => {
  expect(isReservedHandle(handle(name))).toBe(true);
  expect(isReservedHandle(handle(name.toUpperCase()))).toBe(true);
});

test.each(['shop', 'admins', 'the-admin', 'postmaster2'])('%s is not reserved', (name) => {
  expect(isReservedHandle(handle(name))).toBe(false);
});
