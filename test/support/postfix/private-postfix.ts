import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { getProgram, type ProgramName, serverAccount } from '../servers/find-program.js';
import { freePort } from '../servers/free-port.js';
import { Reaper } from '../servers/reaper.js';
import { waitUntil } from '../servers/wait-until.js';
import { TemporaryFolder } from '../temporary-folder.js';
import { mainCf, masterCf, QUEUE_FOLDERS } from './postfix-configuration.js';

const START_TIMEOUT_MS = 10_000;
/** Postfix waits for a file of settings or of a map to settle that has only just been written, two seconds at most. */
const SETTLED_AGE_MS = 60_000;
const MAP_FILE = /(?:mysql|pgsql|sqlite):([^\s,]+)/g;
const run = promisify(execFile);

export interface PrivatePostfixOptions {
  /**
   * Lines for main.cf beside the test's own or in their place, as the product prints them. The files of maps that they name are
   * back-dated; Postfix opens them as root.
   */
  readonly mainCf: readonly string[];
  /** Where all mail goes that it accepts, on 127.0.0.1. */
  readonly sinkPort: number;
  readonly recipientDelimiter?: string;
}

/**
 * A real Postfix of the test's own, in a temporary folder and on a free port of 127.0.0.1. Mail that it accepts can go to the sink
 * alone. It is gone with the block that holds it (`await using`), or with our process. `describeWithPostfix` says what it needs.
 */
export class PrivatePostfix implements AsyncDisposable {
  private readonly folder = new TemporaryFolder();
  private readonly reaper = new Reaper(this.folder.path);
  private child: ChildProcess | undefined;
  /** That its master and every daemon that it started are gone. */
  private closed: Promise<unknown> = Promise.resolve();
  private stderr = '';

  private constructor(readonly port: number) {}

  /** Resolves once it greets. */
  static async start({
    mainCf: lines,
    sinkPort,
    recipientDelimiter = '+',
  }: PrivatePostfixOptions): Promise<PrivatePostfix> {
    const postfix = new PrivatePostfix(await freePort());
    try {
      postfix.makeFolders();
      const own = mainCf({ folder: postfix.path, sinkPort, recipientDelimiter });
      // Postfix would take the last of a name, and warn of it with each command.
      const given = new Set(lines.map(nameOf));
      postfix.writeConfiguration('main.cf', [...own.filter((line) => !given.has(nameOf(line))), ...lines]);
      for (const [, file] of lines.join('\n').matchAll(MAP_FILE)) if (file && existsSync(file)) settle(file);
      postfix.writeConfiguration('master.cf', masterCf(postfix.port));
      await postfix.launch();
      return postfix;
    } catch (error) {
      await postfix.end();
      const said = `${postfix.stderr}${postfix.logs()}`;
      postfix.cleanUp();
      throw new Error(`the private Postfix did not start: ${(error as Error).message}\n${said}`, { cause: error });
    }
  }

  /** The temporary folder: `etc`, `queue`, `data` and `mail.log`. */
  get path(): string {
    return this.folder.path;
  }

  /** Its master's, which leads a process group of its own. */
  get pid(): number {
    if (this.child?.pid === undefined) throw new Error('the private Postfix is not running');
    return this.child.pid;
  }

  /** All that it has logged. */
  logs(): string {
    const file = this.folder.file('mail.log');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }

  /** What a map says of a key, as `postmap -q` has it; throws where the map cannot be asked. */
  async lookup(map: string, key: string): Promise<string | undefined> {
    try {
      const { stdout } = await this.command('postmap', '-q', key, map);
      return stdout.replace(/\n$/, '');
    } catch (error) {
      const { code, stderr } = error as { code?: unknown; stderr?: string };
      // It ends with 1 for a failure as well, but then says why.
      if (code === 1 && stderr === '') return undefined;
      throw error;
    }
  }

  /** The same of many keys, which may be any bytes but line breaks; what it found, and what it said. */
  async lookupAll(map: string, keys: readonly Buffer[]): Promise<{ found: string; said: string }> {
    const child = this.command('postmap', '-q', '-', map);
    child.child.stdin?.end(Buffer.concat(keys.flatMap((key) => [key, Buffer.from('\n')])));
    const { stdout, stderr } = await child.catch((error: unknown) => error as { stdout: string; stderr: string });
    return { found: stdout, said: stderr };
  }

  /** Tries all that waits in the queue again, now. */
  async flush(): Promise<void> {
    await this.command('postqueue', '-f');
  }

  /** Resolves once no process of it is left. */
  async stop(): Promise<void> {
    await this.end();
    this.cleanUp();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  private makeFolders(): void {
    const account = serverAccount(['postfix']);
    if (!account) throw new Error('Postfix is started by root alone');
    chmodSync(this.path, 0o755);
    for (const name of ['etc', 'data', 'queue', 'queue/pid']) mkdirSync(this.folder.file(name));
    for (const name of QUEUE_FOLDERS) mkdirSync(this.folder.file(`queue/${name}`), { mode: 0o700 });
    // The rest stays root's, as Postfix wants it.
    for (const name of ['data', ...QUEUE_FOLDERS.map((folder) => `queue/${folder}`)]) {
      chownSync(this.folder.file(name), account.uid, account.gid);
    }
  }

  private writeConfiguration(name: string, lines: readonly string[]): void {
    const file = this.folder.file(`etc/${name}`);
    writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
    settle(file);
  }

  private async launch(): Promise<void> {
    // What is wrong with main.cf itself a master tells the system's log alone; this one tells us.
    await this.lookup('static:ready', 'ready');
    const { stdout } = await this.command('postconf', '-h', 'daemon_directory');
    // -d leaves it in the foreground, and its standard error with every daemon: that is closed when the last of them is gone.
    const child = spawn(`${stdout.trim()}/master`, ['-c', this.folder.file('etc'), '-d'], {
      env: { PATH: process.env['PATH'], LC_ALL: 'C' },
      // In a process group of its own, which it ends as a whole.
      detached: true,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await once(child, 'spawn');
    this.child = child;
    this.reaper.watch(child.pid);
    this.closed = once(child, 'close');
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (this.stderr += chunk));
    child.once('exit', () => {
      this.reaper.watch(undefined);
    });
    await waitUntil('it greets', () => this.greets(), START_TIMEOUT_MS);
  }

  private async greets(): Promise<boolean> {
    if (this.child?.exitCode !== null || this.child.signalCode !== null) throw new Error('it ended');
    const socket = connect(this.port, '127.0.0.1');
    try {
      const [greeting] = (await once(socket, 'data')) as [Buffer];
      return greeting.toString('latin1').startsWith('220 ');
    } catch {
      return false;
    } finally {
      socket.destroy();
    }
  }

  private async end(): Promise<void> {
    // Its master hands the signal on.
    this.child?.kill('SIGTERM');
    await this.closed;
    this.child = undefined;
  }

  private cleanUp(): void {
    this.folder[Symbol.dispose]();
    this.reaper.release();
  }

  private command(name: ProgramName, ...args: string[]) {
    return run(getProgram(name), ['-c', this.folder.file('etc'), ...args]);
  }
}

function nameOf(line: string): string {
  return line.slice(0, line.indexOf('=')).trim();
}

function settle(file: string): void {
  const longAgo = new Date(Date.now() - SETTLED_AGE_MS);
  utimesSync(file, longAgo, longAgo);
}
