import { describe, expect, test } from '@jest/globals';
import { parseDatabaseUrl } from '../../../../src/adapters/sql/connections/database-url.js';

const server = (changes: object) => ({
  host: 'db.example',
  port: 3306,
  user: 'postern',
  password: 'secret',
  database: 'mail',
  ...changes,
});

describe('a database URL', () => {
  test.each([
    ['sqlite:data/a b.db', { dialect: 'sqlite', path: 'data/a b.db' }],
    ['sqlite::memory:', { dialect: 'sqlite', path: ':memory:' }],
    ['mysql://postern:secret@db.example/mail', { dialect: 'mysql', server: server({}) }],
    ['mariadb://postern:secret@db.example:3307/mail', { dialect: 'mysql', server: server({ port: 3307 }) }],
    ['postgres://postern:secret@db.example/mail', { dialect: 'postgres', server: server({ port: 5432 }) }],
    ['postgresql://postern:secret@db.example:1/mail', { dialect: 'postgres', server: server({ port: 1 }) }],
    ['mysql://postern@127.0.0.1/mail', { dialect: 'mysql', server: server({ host: '127.0.0.1', password: '' }) }],
    ['mysql://postern:secret@[::1]:3306/mail', { dialect: 'mysql', server: server({ host: '::1' }) }],
    [
      'postgres://p%40x:%40%3A%2F%3F%23%25@db.example/my%20mail',
      { dialect: 'postgres', server: server({ port: 5432, user: 'p@x', password: '@:/?#%', database: 'my mail' }) },
    ],
    ['sqlite:///var/lib/postern.db', { dialect: 'sqlite', path: '/var/lib/postern.db' }],
    [
      'mysql://postern:secret@/mail?socket=/run/mysqld/mysqld.sock',
      { dialect: 'mysql', server: server({ host: 'localhost', socket: '/run/mysqld/mysqld.sock' }) },
    ],
    [
      'postgresql://postern:secret@/mail?host=/var/run/postgresql',
      { dialect: 'postgres', server: server({ host: 'localhost', port: 5432, socket: '/var/run/postgresql' }) },
    ],
    [
      'postgresql://postern:secret@%2Fvar%2Frun%2Fpostgresql:5433/mail',
      { dialect: 'postgres', server: server({ host: 'localhost', port: 5433, socket: '/var/run/postgresql' }) },
    ],
    ['mysql://postern:a@b@db.example/mail', { dialect: 'mysql', server: server({ password: 'a@b' }) }],
    [
      'mysql://postern:secret@localhost/mail?socket=/run/mysqld/mysqld.sock',
      { dialect: 'mysql', server: server({ host: 'localhost', socket: '/run/mysqld/mysqld.sock' }) },
    ],
    [
      'postgres://postern:secret@localhost/mail?host=/var/run/postgresql',
      { dialect: 'postgres', server: server({ host: 'localhost', port: 5432, socket: '/var/run/postgresql' }) },
    ],
  ])('%s', (text, expected) => {
    const parsed = parseDatabaseUrl(text);
    expect(parsed.ok ? parsed.value : undefined).toEqual(expected);
  });

  test.each([
    ['mysql', 'ssl-mode=DISABLED', undefined],
    ['mysql', 'ssl-mode=REQUIRED', { verify: 'none' }],
    ['mysql', 'ssl-mode=VERIFY_CA&ssl-ca=/ca.pem', { verify: 'authority', ca: '/ca.pem' }],
    [
      'mysql',
      'ssl-mode=verify_identity&ssl-ca=/ca&ssl-cert=/c&ssl-key=/k',
      { verify: 'full', ca: '/ca', cert: '/c', key: '/k' },
    ],
    ['postgres', 'sslmode=disable', undefined],
    ['postgres', 'sslmode=require', { verify: 'none' }],
    ['postgres', 'sslmode=verify-ca&sslrootcert=/ca.pem', { verify: 'authority', ca: '/ca.pem' }],
    ['postgres', 'sslmode=verify-full', { verify: 'full' }],
  ])('%s TLS by %s', (scheme, parameters, tls) => {
    const parsed = parseDatabaseUrl(`${scheme}://u:p@h/d?${parameters}`);
    expect(parsed).toMatchObject({ ok: true });
    expect(parsed.ok && 'server' in parsed.value ? parsed.value.server.tls : 'none').toEqual(tls);
  });

  test.each([
    ['sqlite:', 'must be of the form'],
    ['data/postern.db', 'must be of the form'],
    ['oracle://u:hunter2@h/d', 'must be of the form'],
    ['mysql://u:hunter2@h', 'must name one database'],
    ['mysql://u:hunter2@h/a/b', 'must name one database'],
    ['mysql://h/d', 'names no user'],
    ['postgres://u:hunter2@h/d?sslmode=prefer', 'sslmode'],
    ['postgres://u:hunter2@h/d?ssl-mode=REQUIRED', 'none of host, sslmode'],
    ['mysql://u:hunter2@h/d?sslmode=require', 'none of socket, ssl-mode'],
    ['mysql://u:hunter2@h/d?ssl-ca=/ca', 'no ssl-mode'],
    ['mysql://u:hunter2@h/d?ssl-mode=REQUIRED&ssl-cert=/c', 'ssl-key'],
    ['mysql://u:hunter2@h:0/d', 'port'],
    ['mysql://u:hunter2%ZZ@h/d', 'written %25'],
    ['postgres://u:100%hunter2@h/d', 'written %25'],
    ['postgres://u:hunter2%FF@h/d', 'not UTF-8'],
    ['postgres://u:hunter2@h1,h2/d', 'several hosts'],
    ['postgres://u:hunter2@h1:5432,h2:5432/d', 'several hosts'],
    ['postgres://u:hunter2@/d?host=h1,h2', 'several hosts'],
    ['postgres://u:hunter2@/d', 'names no host'],
    ['postgres:///d?host=/run', 'names no user'],
    ['postgres://u:hunter2#x@h/d', 'percent-encoded'],
    ['postgres://u:1/hunter2@h/d', 'percent-encoded'],
    ['sqlite://hunter2/postern.db', 'two slashes'],
  ])('%s is refused, and not quoted', (text, problem) => {
    const parsed = parseDatabaseUrl(text);
    expect(parsed).toMatchObject({ ok: false });
    expect(parsed.ok ? '' : parsed.error).toContain(problem);
    expect(parsed.ok ? '' : parsed.error).not.toContain('hunter2');
  });
});
