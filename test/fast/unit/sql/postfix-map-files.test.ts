import { describe, expect, test } from '@jest/globals';
import { postfixMapFiles } from '../../../../src/adapters/sql/postfix/postfix-map-files.js';

/** The lines of the first map, but its query. */
function linesFor(url: string): readonly string[] {
  const [file] = postfixMapFiles(url, 'haltman');
  return (file?.text ?? '').split('\n').filter((line) => line !== '' && !line.startsWith('query'));
}

describe('a map file of Postfix’s', () => {
  test.each([
    ['sqlite:/var/lib/postern/a b.db', ['dbpath = /var/lib/postern/a b.db']],
    [
      'mysql://postern:p%40%23%24%25%27%5C@db.example/mail',
      [
        'hosts = inet:db.example:3306 inet:db.example:3306',
        'user = postern',
        "password = p@#$%'\\",
        'dbname = mail',
        'option_group = ',
      ],
    ],
    [
      'postgres://postern:p@[::1]:5433/mail',
      [
        'hosts = inet:::1:5433 inet:::1:5433',
        'user = postern',
        'password = p',
        'dbname = mail',
        // A key in UTF-8 that is malformed, or has no equivalent in the database's encoding, would fail the query.
        'encoding = LATIN1',
      ],
    ],
  ])('for %s', (url, lines) => {
    expect(linesFor(url)).toEqual(lines);
  });

  test.each([
    ['mysql://u:p@localhost/d', 'hosts = inet:127.0.0.1:3306 inet:127.0.0.1:3306'],
    ['mysql://u:p@localhost/d?socket=/run/my.sock', 'hosts = unix:/run/my.sock unix:/run/my.sock'],
    ['postgres://u:p@localhost/d?host=/run/postgresql', 'hosts = unix:/run/postgresql unix:/run/postgresql'],
    ['mysql://u:p@h/d?ssl-mode=VERIFY_CA&ssl-ca=/ca.pem', 'tls_CAfile = /ca.pem'],
    ['mysql://u:p@h/d?ssl-mode=VERIFY_CA&ssl-ca=/ca.pem', 'tls_verify_cert = yes'],
    ['mysql://u:p@h/d?ssl-mode=VERIFY_IDENTITY&ssl-cert=/c&ssl-key=/k', 'tls_key_file = /k'],
    ['postgres://u:p@h/d?sslmode=require', "dbname = dbname='d' sslmode='require'"],
    [
      "postgres://u:p@h/d'b?sslmode=verify-full&sslrootcert=/my%20ca.pem",
      "dbname = dbname='d\\'b' sslmode='verify-full' sslrootcert='/my ca.pem'",
    ],
  ])('for %s has %s', (url, line) => {
    expect(linesFor(url)).toContain(line);
  });

  test.each([
    ['mysql://u:p%0Ax@h/d', 'cannot hold this password'],
    ['mysql://u:%20p@h/d', 'cannot hold this password'],
    ['postgres://u:p%20@h/d', 'cannot hold this password'],
    ['postgres://u:p@localhost:5433/d?host=/run', 'port 5432 alone'],
    ['mysql://u:p@h/d?ssl-mode=REQUIRED', 'VERIFY_CA'],
    ['oracle://u:p@h/d', 'the database URL must be of the form'],
  ])('is refused for %s', (url, problem) => {
    expect(() => postfixMapFiles(url, 'haltman')).toThrow(problem);
  });

  test('asks about addresses of served domains alone', () => {
    for (const schema of ['haltman', 'postfixadmin'] as const)
      for (const { name, text } of postfixMapFiles('postgres://u:p@h/d', schema))
        expect([name, /FROM domain|JOIN domain/.test(text)]).toEqual([name, true]);
  });
});
