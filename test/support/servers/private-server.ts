import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, chownSync, closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { TemporaryFolder } from '../temporary-folder.js';
import { type Account, serverAccount } from './find-program.js';
import { freePort } from './free-port.js';
import { ProcessFamily } from './process-family.js';
import { answers } from './raw-connection.js';
import { Reaper } from './reaper.js';
import type { ServerKind } from './server-kind.js';
import { SERVER_PROGRAMS, type ServerPlace, type ServerProgram } from './server-program.js';
import { waitUntil } from './wait-until.js';

const ADMINISTRATOR = 'postern_admin';
const START_TIMEOUT_MS = 60_000;
const STOP_TIMEOUT_MS = 30_000;
const LOG_TAIL_CHARACTERS = 2_000;

export interface PrivateServerOptions {
  /** Where its data is kept (in a folder `data`), by default a temporary folder; for tests on a file system that is small. */
  readonly folder?: string;
  /** Further arguments of the program's; the files that they name must be open to the server's user. */
  readonly args?: readonly string[];
}

/**
 * A database server of the test's own, from a program on this machine, which may be killed, paused and restarted. It keeps its port
 * and its data through all of that, and is gone with the block that holds it (`await using`), or with our process.
 */
export class PrivateServer implements AsyncDisposable {
  readonly port: number;
  /** The administrator's, in the database that every server has. */
  readonly url: string;
  private readonly reaper: Reaper;
  private child: ChildProcess | undefined;

  private constructor(
    readonly kind: ServerKind,
    private readonly program: ServerProgram,
    private readonly account: Account | undefined,
    private readonly own: TemporaryFolder,
    private readonly place: ServerPlace,
    private readonly args: readonly string[],
    password: string,
  ) {
    const { scheme } = program;
    this.port = place.port;
    this.url = `${scheme}://${ADMINISTRATOR}:${password}@127.0.0.1:${place.port}/${scheme}`;
    this.reaper = new Reaper(own.path);
  }

  /** Resolves once it answers. */
  static async start(kind: ServerKind, options: PrivateServerOptions = {}): Promise<PrivateServer> {
    const program = SERVER_PROGRAMS[kind]();
    const account = serverAccount(program.accounts);
    const own = new TemporaryFolder();
    const place = {
      data: join(options.folder ?? own.path, 'data'),
      secretFile: own.file('secret'),
      port: await freePort(),
    };
    const password = randomBytes(12).toString('hex');
    const server = new PrivateServer(kind, program, account, own, place, options.args ?? [], password);
    try {
      await server.initialise(password);
      await server.launch();
      return server;
    } catch (error) {
      await server[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** What it has said since its first start. */
  log(): string {
    return readFileSync(this.own.file('log'), 'utf8');
  }

  /** Ends it as a crash would, by SIGKILL, and resolves once none of its processes is left. */
  async kill(): Promise<void> {
    await new ProcessFamily(pidOf(this.running())).kill();
    await this.ended();
  }

  /** Ends it in good order, without waiting for its clients. */
  async stop(): Promise<void> {
    this.resume();
    this.running().kill(this.program.stopSignal);
    await this.ended();
  }

  /** Starts it on its data and its port, after it was stopped in good order where it still runs. Resolves once it answers. */
  async restart(): Promise<void> {
    if (this.child) await this.stop();
    await this.launch();
  }

  /** From here on it takes connections (the system does, for it) and bytes, and answers nothing. */
  async pause(): Promise<void> {
    await new ProcessFamily(pidOf(this.running())).pause();
  }

  resume(): void {
    new ProcessFamily(pidOf(this.running())).resume();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child) await this.kill();
    rmSync(this.place.data, { recursive: true, force: true });
    this.own[Symbol.dispose]();
    this.reaper.release();
  }

  private running(): ChildProcess {
    if (!this.child) throw new Error(`the private ${this.kind} server is not running: ${this.logTail()}`);
    return this.child;
  }

  private async initialise(password: string): Promise<void> {
    const { data, secretFile } = this.place;
    // The server's user passes through these folders, and owns its data.
    for (const folder of [this.own.path, dirname(data)]) chmodSync(folder, 0o755);
    const temporary = this.own.file('tmp');
    for (const folder of [data, temporary]) mkdirSync(folder, { mode: 0o700 });
    writeFileSync(secretFile, this.program.secret(ADMINISTRATOR, password), { mode: 0o600 });
    if (this.account)
      for (const path of [data, temporary, secretFile]) chownSync(path, this.account.uid, this.account.gid);
    const [program, ...args] = this.program.initialise(this.place, ADMINISTRATOR);
    await promisify(execFile)(program, args, this.surroundings());
  }

  private async launch(): Promise<void> {
    const [program, ...args] = this.program.serve(this.place);
    const log = openSync(this.own.file('log'), 'a');
    // In a session of its own: the Ctrl-C that ends us does not reach it half-way; the reaper does.
    const child = spawn(program, [...args, ...this.args], {
      ...this.surroundings(),
      detached: true,
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    await once(child, 'spawn');
    this.child = child;
    this.reaper.watch(pidOf(child));
    child.once('exit', () => {
      this.child = undefined;
      this.reaper.watch(undefined);
    });
    // A test that forgets it does not hang; the reaper ends it.
    child.unref();
    await waitUntil(`the private ${this.kind} server answers`, () => this.answers(), START_TIMEOUT_MS);
  }

  private async ended(): Promise<void> {
    await waitUntil(`the private ${this.kind} server ended`, () => this.child === undefined, STOP_TIMEOUT_MS);
  }

  private answers(): Promise<boolean> {
    // It is not waited for in vain: one that has ended throws here.
    this.running();
    return answers(this.url);
  }

  private surroundings() {
    // None of ours: PGPORT, MYSQL_HOME and the like would reach into the server.
    return {
      cwd: this.place.data,
      env: { PATH: process.env['PATH'], LC_ALL: 'C', TMPDIR: this.own.file('tmp') },
      ...this.account,
    };
  }

  private logTail(): string {
    return this.log().slice(-LOG_TAIL_CHARACTERS);
  }
}

function pidOf(child: ChildProcess): number {
  if (child.pid === undefined) throw new Error('a process that did not start');
  return child.pid;
}
