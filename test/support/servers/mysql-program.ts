import { execFileSync } from 'node:child_process';
import { getProgram } from './find-program.js';
import { administrator, serveMysqlFamily } from './mysql-family.js';
import type { ServerProgram } from './server-program.js';

export function mysqlProgram(): ServerProgram {
  const server = getProgram('mysqld');
  // Debian's mariadb-server brings one by that name.
  if (/mariadb/i.test(execFileSync(server, ['--no-defaults', '--version'], { encoding: 'utf8' }))) {
    throw new Error(`no MySQL on this machine (apt-get install mysql-server, if there is one): ${server} is MariaDB's`);
  }
  return {
    scheme: 'mysql',
    accounts: ['mysql', 'nobody'],
    stopSignal: 'SIGTERM',
    secret: administrator,
    initialise: ({ data }) => [server, '--no-defaults', '--initialize-insecure', `--datadir=${data}`],
    serve: (place) => [server, ...serveMysqlFamily(place), '--mysqlx=OFF'],
  };
}
