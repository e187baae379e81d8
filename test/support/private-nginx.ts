import { execFile, type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { getProgram } from './servers/find-program.js';
import { freePort } from './servers/free-port.js';
import { TemporaryFolder } from './temporary-folder.js';

const run = promisify(execFile);
const OURS = new URL('../../deploy/nginx.conf', import.meta.url);
const NAME = 'alias.example.org';
/** Its last word before it serves; it listens by then. */
const STARTED = 'getrlimit(RLIMIT_NOFILE)';
const TEMPORARY_PATHS = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];

/** nginx with deploy/nginx.conf, but for its ports, its certificate and the port of the service, in a temporary folder. */
export class PrivateNginx implements AsyncDisposable {
  private readonly folder = new TemporaryFolder();
  private child: ChildProcess | undefined;
  private stderr = '';

  private constructor(
    private readonly program: string,
    readonly httpPort: number,
    readonly httpsPort: number,
  ) {}

  static async start(servicePort: number): Promise<PrivateNginx> {
    const nginx = new PrivateNginx(getProgram('nginx'), await freePort(), await freePort());
    try {
      await nginx.configure(servicePort);
      await nginx.launch();
      return nginx;
    } catch (error) {
      await nginx[Symbol.asyncDispose]();
      throw error;
    }
  }

  /** What `nginx -t` says of the configuration; throws where it does not hold. */
  async verdict(): Promise<string> {
    return (await run(this.program, [...this.arguments(), '-t'])).stderr;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.child && this.child.exitCode === null && this.child.signalCode === null) {
      const closed = once(this.child, 'close');
      this.child.kill('SIGTERM');
      await closed;
    }
    this.folder[Symbol.dispose]();
  }

  private async configure(servicePort: number): Promise<void> {
    const [key, certificate] = [this.folder.file('key.pem'), this.folder.file('certificate.pem')];
    const subject = ['-subj', `/CN=${NAME}`, '-days', '2', '-keyout', key, '-out', certificate];
    await run(getProgram('openssl'), [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      ...subject,
    ]);
    const site = readFileSync(OURS, 'utf8')
      .replace(/^ *listen \[::\].*\n/gm, '')
      .replace('listen 80;', `listen 127.0.0.1:${this.httpPort};`)
      .replace('listen 443 ', `listen 127.0.0.1:${this.httpsPort} `)
      .replace('127.0.0.1:8080', `127.0.0.1:${servicePort}`)
      .replace(/\S+fullchain\.pem/, certificate)
      .replace(/\S+privkey\.pem/, key);
    writeFileSync(this.folder.file('site.conf'), site);
    const paths = TEMPORARY_PATHS.map((name) => `${name}_temp_path ${this.folder.file(name)};`);
    writeFileSync(
      this.folder.file('nginx.conf'),
      // One process, so that none is left when it ends.
      `daemon off; master_process off; pid ${this.folder.file('pid')}; error_log stderr notice;
       events { worker_connections 1024; }
       http { ${paths.join(' ')} include ${this.folder.file('site.conf')}; }`,
    );
  }

  private arguments(): string[] {
    return ['-p', this.folder.path, '-c', this.folder.file('nginx.conf'), '-e', 'stderr'];
  }

  private async launch(): Promise<void> {
    const child = spawn(this.program, this.arguments(), { stdio: ['ignore', 'ignore', 'pipe'] });
    this.child = child;
    await new Promise<void>((resolve, reject) => {
      child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
        this.stderr += chunk;
        if (this.stderr.includes(STARTED)) resolve();
      });
      child.once('close', () => {
        reject(new Error(`nginx ended: ${this.stderr}`));
      });
    });
  }
}
