import { expect, test } from '@jest/globals';
import { DatabaseError } from '../../../../src/adapters/sql/connections/database-error.js';
import { serializeError } from '../../../../src/infrastructure/observability/serialize-error.js';

const MARKER = 'marker@example.net';

test.each([
  ['mysql2', { errno: 1062, code: 'ER_DUP_ENTRY', sqlState: '23000', sqlMessage: MARKER, sql: `INSERT '${MARKER}'` }],
  ['pg', { severity: 'ERROR', code: '23505', detail: `Key (address)=(${MARKER})`, where: MARKER }],
  ['better-sqlite3', { code: 'SQLITE_CONSTRAINT_TRIGGER' }],
])('an error of %s is logged by its codes', (_, fields) => {
  const raw = Object.assign(new Error(`Duplicate entry '${MARKER}' for key 'alias_address'`), fields);
  const outer = new Error('no luck', { cause: new AggregateError([raw], 'several') });
  const logged = serializeError(outer);
  expect(JSON.stringify(logged)).not.toContain(MARKER);
  expect(logged).toMatchObject({ message: 'no luck', cause: { errors: [{ code: fields.code }] } });
  const reduced = new DatabaseError(raw, [`INSERT INTO alias (goto) VALUES ('${MARKER}'), (?, ?), (?, ?), (?, ?)`]);
  expect(String(reduced)).not.toContain(MARKER);
  expect(reduced.message).toContain(fields.code);
  expect(reduced.message).toContain('INSERT INTO alias (goto) VALUES (?, …), …');
  expect(reduced.message).toContain('alias_address');
});

test('what is no error is no riddle', () => {
  expect(serializeError('thrown')).toBe('thrown');
  expect(serializeError({ secret: MARKER })).toEqual({});
});
