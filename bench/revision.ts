import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import type { Database } from './database.js';
import { Program } from './program.js';

type Environment = Readonly<Record<string, string>>;

/** Nobody is held back: what is measured is the service, not its limits. */
const UNLIMITED: Environment = {
  POSTERN_LIMIT_CREATE_PER_KEY: '0',
  POSTERN_LIMIT_DELETE_PER_KEY: '0',
  POSTERN_LIMIT_LIST_PER_KEY: '0',
  POSTERN_LIMIT_ALL_PER_IP: '0',
  POSTERN_LIMIT_FAILED_KEYS_PER_IP: '0',
};

/** The service as one revision of the source builds it, in the folder of that source. */
export class Revision {
  /** The source that this file belongs to. */
  static here(): Revision {
    return new Revision('this', fileURLToPath(new URL('..', import.meta.url)));
  }

  private readonly main: string;
  /** As the first line of the program says, by which `postern` runs where it is installed. */
  private readonly flags: readonly string[];

  /** Of a source that is built. Settings that its program does not name are left out if `known` is given. */
  constructor(
    /** As the table calls it. */
    readonly name: string,
    private readonly root: string,
    private readonly known: (setting: string) => boolean = () => true,
  ) {
    this.main = join(root, 'dist/bin/main.js');
    const firstLine = /^#!.* node (.*)$/m.exec(readFileSync(this.main, 'utf8'));
    this.flags = firstLine?.[1]?.split(' ') ?? [];
  }

  /** Of another source, which may know fewer settings than this one, and refuses those that it does not know. */
  static other(name: string, root: string): Revision {
    const folder = join(root, 'dist/bin');
    const files = readdirSync(folder).filter((file) => file.endsWith('.js'));
    const program = files.map((file) => readFileSync(join(folder, file), 'utf8')).join('\n');
    return new Revision(name, root, (setting) => new RegExp(`\\b${setting}\\b`).test(program));
  }

  /** The arguments of Node.js that run the service. */
  get serveArguments(): readonly string[] {
    return [...this.flags, this.main, 'serve'];
  }

  /** `postern serve` on a database that is set up. */
  serve(database: Database, settings: Environment = {}): Promise<Program> {
    const environment = this.environment(database, settings);
    return Program.start(this.serveArguments, database.folder, environment);
  }

  /** The service without a database, for this one key. It is made of the revision's own source. */
  serveNothingStored(folder: string, key: string): Promise<Program> {
    const file = (name: string) => join(this.root, 'bench', name);
    const typescript = [
      '--experimental-transform-types',
      '--disable-warning=ExperimentalWarning',
      '--import',
      pathToFileURL(file('resolve-typescript.ts')).href,
    ];
    const settings = { BENCH_KEY: key, ...this.only({ POSTERN_PORT: '0', ...UNLIMITED }) };
    return Program.start([...this.flags, ...typescript, file('nothing-stored.ts')], folder, settings);
  }

  environment(database: Database, settings: Environment = {}): Environment {
    const all = { POSTERN_PORT: '0', POSTERN_DATABASE_URL: database.url, ...UNLIMITED };
    return this.only({ ...all, ...settings });
  }

  /** Makes the tables and a domain, and returns a key of the owner whose aliases the loads make. */
  async setUp(database: Database): Promise<string> {
    await this.postern(database, 'migrate');
    await this.postern(database, 'domain', 'add', 'example.org');
    return this.createKey(database, 'owner@example.net');
  }

  async createKey(database: Database, owner: string): Promise<string> {
    const answer = await this.postern(database, 'key', 'create', owner, '--json');
    return (JSON.parse(answer) as { key: string }).key;
  }

  private only(settings: Environment): Environment {
    return Object.fromEntries(Object.entries(settings).filter(([name]) => this.known(name)));
  }

  private async postern(database: Database, ...args: readonly string[]): Promise<string> {
    const env = { PATH: process.env['PATH'] ?? '', POSTERN_DATABASE_URL: database.url };
    const options = { cwd: database.folder, env };
    const { stdout } = await promisify(execFile)(process.execPath, [this.main, ...args], options);
    return stdout;
  }
}
