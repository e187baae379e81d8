import { findProgram } from './find-program.js';
import { administrator, serveMysqlFamily } from './mysql-family.js';
import type { ServerProgram } from './server-program.js';

export function mariadbProgram(): ServerProgram {
  const [server, installer] = [findProgram('mariadbd'), findProgram('mariadb-install-db')];
  if (!server || !installer) {
    throw new Error(
      `no ${server ? 'mariadb-install-db' : 'mariadbd'} on this machine (apt-get install mariadb-server)`,
    );
  }
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
