import { getProgram, postgresFolders } from './find-program.js';
import type { ServerProgram } from './server-program.js';

export function postgresProgram(): ServerProgram {
  const folders = postgresFolders();
  const [server, installer] = [getProgram('postgres', folders), getProgram('initdb', folders)];
  return {
    scheme: 'postgres',
    accounts: ['postgres', 'nobody'],
    stopSignal: 'SIGINT',
    secret: (_user, password) => `${password}\n`,
    initialise: ({ data, secretFile }, user) => [
      installer,
      `--pgdata=${data}`,
      `--username=${user}`,
      `--pwfile=${secretFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--no-sync',
    ],
    serve: ({ data, port }) => [
      server,
      '-D',
      data,
      ...['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', 'shared_buffers=16MB'].flatMap(set),
      ...['fsync=on', 'synchronous_commit=on', 'full_page_writes=on'].flatMap(set),
    ],
  };
}

const set = (setting: string) => ['-c', setting];
