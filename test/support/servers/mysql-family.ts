import type { ServerPlace } from './server-program.js';

/** SQL that the server runs at each start, before it answers anybody. */
export function administrator(user: string, password: string): string {
  return [
    `CREATE USER IF NOT EXISTS '${user}'@'%' IDENTIFIED BY '${password}';`,
    `GRANT ALL ON *.* TO '${user}'@'%' WITH GRANT OPTION;`,
    '',
  ].join('\n');
}

/** What MariaDB and MySQL take alike. */
export function serveMysqlFamily({ data, secretFile, port }: ServerPlace): string[] {
  return [
    '--no-defaults',
    `--datadir=${data}`,
    `--init-file=${secretFile}`,
    '--bind-address=127.0.0.1',
    `--port=${port}`,
    // Relative to the data, so that it never comes to be longer than a socket's path may be (unix(7): 107 bytes).
    '--socket=server.sock',
    `--pid-file=server.pid`,
    '--skip-name-resolve',
    '--skip-log-bin',
    '--character-set-server=utf8mb4',
    '--innodb-buffer-pool-size=32M',
    '--innodb-flush-log-at-trx-commit=1',
    '--innodb-doublewrite=ON',
  ];
}
