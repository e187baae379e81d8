import { chmodSync, chownSync, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Installation } from '../foreign/installations.js';
import type { InstalledDatabase } from '../installed-database.js';
import { serverAccount } from '../servers/find-program.js';
import { posternJson, serve, type ServiceProcess } from '../service-process.js';
import { TemporaryFolder } from '../temporary-folder.js';
import { MailSink } from './mail-sink.js';
import { PrivatePostfix } from './private-postfix.js';
import { sendMail, type Sent } from './send-mail.js';

/** The domain that is served, and whose mail goes where. */
const DOMAIN = 'example.org';

/** The whole way of a mail: the built service on a database, a Postfix that asks it by the maps that Postern wrote, and a sink. */
export class MailRoute implements AsyncDisposable {
  private readonly keys = new Map<string, string>();

  private constructor(
    readonly sink: MailSink,
    readonly postfix: PrivatePostfix,
    private readonly folder: TemporaryFolder,
    private readonly service: ServiceProcess,
    private readonly url: string,
    private readonly env: Readonly<Record<string, string>>,
    /** The lines that Postern printed for main.cf, and what a mailbox needs. */
    readonly mainCf: readonly string[],
  ) {}

  /** The maps of main.cf's virtual_alias_maps, in their order. */
  get aliasMaps(): readonly string[] {
    const line = this.mainCf.find((one) => one.startsWith('virtual_alias_maps'));
    return line?.split(/ = |, /).slice(1) ?? [];
  }

  static async open(
    database: InstalledDatabase,
    { schema }: Installation,
    settings: Readonly<Record<string, string>> = {},
  ): Promise<MailRoute> {
    const folder = new TemporaryFolder();
    chmodSync(folder.path, 0o755);
    if (database.kind === 'sqlite') letPostfixIn(database.url.replace(/^sqlite:/, ''));
    const env = { POSTERN_DATABASE_URL: database.url, POSTERN_MAIL_SCHEMA: schema, ...settings };
    const at = { cwd: folder.path, env };
    await posternJson(at, 'domain', 'add', DOMAIN);
    const { main_cf: printed } = (await posternJson(at, 'postfix-maps', '--out', folder.file('maps'))) as {
      main_cf: string[];
    };
    const service = serve(at);
    const url = await service.listening();
    const sink = await MailSink.start();
    // Whatever is for a mailbox here goes to the sink too.
    const mainCf = [...printed, `virtual_transport = smtp:[127.0.0.1]:${sink.port}`];
    const postfix = await PrivatePostfix.start({ mainCf, sinkPort: sink.port });
    return new MailRoute(sink, postfix, folder, service, url, env, mainCf);
  }

  /** By the HTTP API, with the owner's key. Throws where it is not answered 200. */
  async create(handle: string, owner: string): Promise<void> {
    const status = await this.tryToCreate(handle, owner);
    if (status !== 200) throw new Error(`a create of ${handle} was answered ${status}`);
  }

  async tryToCreate(handle: string, owner: string): Promise<number> {
    const response = await fetch(`${this.url}/api/alias/create`, {
      method: 'POST',
      headers: { 'X-API-Key': await this.keyOf(owner), 'Content-Type': 'application/json' },
      body: JSON.stringify({ alias_handle: handle, alias_domain: DOMAIN }),
    });
    await response.arrayBuffer();
    return response.status;
  }

  /** Sends one mail to these, and tells Postfix's answer for each. */
  send(subject: string, ...to: string[]): Promise<Sent> {
    return sendMail(this.postfix.port, { to, subject });
  }

  /** Sends one mail and resolves to whom it went in the end, once it has. */
  async deliver(subject: string, ...to: string[]): Promise<readonly string[]> {
    const { rejected } = await this.send(subject, ...to);
    if (rejected.length > 0) throw new Error(`rejected: ${JSON.stringify(rejected)}\n${this.postfix.logs()}`);
    return (await this.sink.received((mail) => mail.subject === subject)).rcptTo;
  }

  /** The SMTP code of a mail to there. */
  async refusal(to: string): Promise<number | undefined> {
    return (await this.send('not to arrive', to)).rejected[0]?.code;
  }

  /** What the first of the alias maps that knows it says of an address. */
  async lookup(address: string): Promise<string | undefined> {
    for (const map of this.aliasMaps) {
      const found = await this.postfix.lookup(map, address);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** A command of `postern` on the same database. */
  command(...args: string[]): Promise<unknown> {
    return posternJson({ cwd: this.folder.path, env: this.env }, ...args);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.postfix.stop();
    await this.sink[Symbol.asyncDispose]();
    await this.service[Symbol.asyncDispose]();
    this.folder[Symbol.dispose]();
  }

  private async keyOf(owner: string): Promise<string> {
    const known = this.keys.get(owner);
    if (known !== undefined) return known;
    const { key } = (await this.command('key', 'create', owner)) as { key: string };
    this.keys.set(owner, key);
    return key;
  }
}

/** As docs/how-to/sqlite.md has it: the folder 2770 and the files 0660, of Postfix's group. */
export function letPostfixIn(path: string): void {
  const group = serverAccount(['postfix'])?.gid ?? 0;
  chownSync(dirname(path), 0, group);
  chmodSync(dirname(path), 0o2770);
  for (const file of [path, `${path}-wal`, `${path}-shm`].filter((name) => existsSync(name))) {
    chownSync(file, 0, group);
    chmodSync(file, 0o660);
  }
}
