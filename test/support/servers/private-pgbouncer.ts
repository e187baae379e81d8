import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, writeFileSync } from 'node:fs';
import { TemporaryFolder } from '../temporary-folder.js';
import { getProgram, serverAccount } from './find-program.js';
import { freePort } from './free-port.js';
import { answers } from './raw-connection.js';
import { waitUntil } from './wait-until.js';

/** Fewer than the pool of a service, so that its transactions come to sessions that others had before. */
const SERVER_CONNECTIONS = 2;
const START_TIMEOUT_MS = 10_000;

/** PgBouncer in front of one database, in a folder of its own. */
export class PrivatePgbouncer implements AsyncDisposable {
  private readonly folder = new TemporaryFolder();
  private child: ChildProcess | undefined;
  private log = '';

  private constructor(
    private readonly databaseUrl: URL,
    private readonly port: number,
  ) {}

  static async start(databaseUrl: string, mode: 'session' | 'transaction'): Promise<PrivatePgbouncer> {
    const pgbouncer = new PrivatePgbouncer(new URL(databaseUrl), await freePort());
    try {
      await pgbouncer.launch(mode);
      return pgbouncer;
    } catch (error) {
      await pgbouncer[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** The database by way of it. */
  get url(): string {
    return Object.assign(new URL(this.databaseUrl), { hostname: '127.0.0.1', port: String(this.port) }).href;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child && this.child.exitCode === null && this.child.signalCode === null) {
      const closed = once(this.child, 'close');
      this.child.kill('SIGKILL');
      await closed;
    }
    this.folder[Symbol.dispose]();
  }

  private async launch(mode: string): Promise<void> {
    const program = getProgram('pgbouncer');
    const { hostname, port, username, password } = this.databaseUrl;
    const [users, settings] = [this.folder.file('users'), this.folder.file('pgbouncer.ini')];
    writeFileSync(users, `"${decodeURIComponent(username)}" "${decodeURIComponent(password)}"\n`, { mode: 0o600 });
    writeFileSync(
      settings,
      `[databases]
* = host=${hostname} port=${port}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${this.port}
unix_socket_dir =
auth_type = scram-sha-256
auth_file = ${users}
pool_mode = ${mode}
default_pool_size = ${mode === 'session' ? 20 : SERVER_CONNECTIONS}
`,
    );
    // It does not run as root.
    const account = serverAccount(['postgres', 'nobody']);
    chmodSync(this.folder.path, 0o755);
    if (account) for (const file of [users, settings]) chownSync(file, account.uid, account.gid);
    const child = spawn(program, [settings], { stdio: ['ignore', 'ignore', 'pipe'], ...account });
    this.child = child;
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (this.log += chunk));
    await waitUntil('PgBouncer answers', () => this.answers(), START_TIMEOUT_MS);
  }

  private answers(): Promise<boolean> {
    if (this.child?.exitCode !== null) throw new Error(`PgBouncer ended: ${this.log}`);
    return answers(this.url);
  }
}
