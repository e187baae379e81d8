import { getProgram } from './find-program.js';
import { administrator, serveMysqlFamily } from './mysql-family.js';
import type { ServerProgram } from './server-program.js';

export function mariadbProgram(): ServerProgram {
  const [server, installer] = [getProgram('mariadbd'), getProgram('mariadb-install-db')];
  return {
    scheme: 'mysql',
    accounts: ['mysql', 'nobody'],
    stopSignal: 'SIGTERM',
    secret: administrator,
    initialise: ({ data }) => [
      installer,
      '--no-defaults',
      `--datadir=${data}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
      '--skip-name-resolve',
      '--innodb-log-file-size=16M',
    ],
    serve: (place) => [server, ...serveMysqlFamily(place), '--innodb-log-file-size=16M'],
  };
}
