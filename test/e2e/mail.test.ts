import { beforeEach, describe, expect, test } from '@jest/globals';
import Database from 'better-sqlite3';
import { MailSink, type ReceivedMail } from '../support/postfix/mail-sink.js';
import { freePort } from '../support/servers/free-port.js';
import { waitUntil } from '../support/servers/wait-until.js';
import { posternJson, serve, type ServiceProcess } from '../support/service-process.js';
import { useTemporaryFolder } from '../support/use-temporary-folder.js';

const EMAIL = 'new@example.net';
const PUBLIC_URL = 'https://postern.test/aliases';

describe('keys by e-mail', () => {
  const folder = useTemporaryFolder();
  let port: number;
  beforeEach(async () => {
    port = await freePort();
  });

  const env = () => ({
    POSTERN_SMTP_URL: `smtp://user:hunter2@127.0.0.1:${port}`,
    POSTERN_MAIL_FROM: 'postern@example.org',
    POSTERN_PUBLIC_URL: PUBLIC_URL,
  });
  const start = (more = {}) => serve({ cwd: folder.path, env: { ...env(), ...more } });
  const ask = (url: string) =>
    fetch(`${url}/api/credentials/create?email=${encodeURIComponent(EMAIL)}&days=30`, { method: 'POST' });
  /** RFC 2045 6.7: a long line is broken by a = at its end. */
  const tokenOf = ({ text }: ReceivedMail) =>
    /^https:\/\/postern\.test\/aliases\/api\/credentials\/confirm\?token=([0-9a-f]{64})$/m.exec(
      text.replace(/=\r\n/g, '').replace(/=3D/g, '=').replace(/\r/g, ''),
    )?.[1] ?? '';
  const isOurs = (mail: ReceivedMail) => mail.rcptTo.includes(EMAIL);

  function queued(): readonly unknown[] {
    const database = new Database(folder.file('data/postern.db'), { readonly: true });
    const rows = database.prepare('SELECT body FROM postern_outbox').all();
    database.close();
    return rows;
  }

  async function expectNothingTold(service: ServiceProcess, ...secrets: readonly string[]): Promise<void> {
    service.kill('SIGTERM');
    const { code, stdout, stderr } = await service.exited;
    expect(code).toBe(0);
    for (const secret of ['hunter2', EMAIL, ...secrets]) expect(stdout + stderr).not.toContain(secret);
  }

  test('the link of the mail makes a key, once, and nothing of it is kept or logged', async () => {
    await using sink = await MailSink.start(port);
    await using service = start();
    const url = await service.listening();
    expect((await ask(url)).status).toBe(200);
    const mail = await sink.received(isOurs);
    expect([mail.mailFrom, mail.headers.get('from'), mail.subject]).toEqual([
      '',
      'postern@example.org',
      'Confirm your API key',
    ]);
    const token = tokenOf(mail);
    await waitUntil('the mail has left the queue', () => queued().length === 0);

    const confirm = () => fetch(`${url}/api/credentials/confirm?token=${token}`, { method: 'POST' });
    const answer = await confirm();
    expect(answer.status).toBe(200);
    const { token: key } = (await answer.json()) as { token: string };
    expect((await confirm()).status).toBe(400);
    await posternJson({ cwd: folder.path }, 'domain', 'add', 'example.org');
    const created = await fetch(`${url}/api/alias/create?alias_handle=shop&alias_domain=example.org`, {
      method: 'POST',
      headers: { 'X-API-Key': key },
    });
    expect(await created.json()).toMatchObject({ created: true, goto: EMAIL });
    expect(sink.all()).toHaveLength(1);
    await expectNothingTold(service, token, key);
  });

  test('the addresses that the service itself uses are nobody’s, and it warns if somebody has one', async () => {
    const at = {
      cwd: folder.path,
      env: { ...env(), POSTERN_SMTP_URL: 'smtp://robot%2Bx%40example.org:x@127.0.0.1:1' },
    };
    await posternJson(at, 'domain', 'add', 'example.org');
    const { key } = (await posternJson(at, 'key', 'create', 'thief@example.net')) as { key: string };
    const findings = async () =>
      ((await posternJson(at, 'check')) as { topic: string; level: string; message: string }[])
        .filter(({ topic }) => topic === 'addresses')
        .map(({ level, message }) => `${level}: ${message}`);
    await using service = serve(at);
    const url = await service.listening();
    const post = async (path: string) => {
      const response = await fetch(`${url}/api/${path}`, { method: 'POST', headers: { 'X-API-Key': key } });
      return [response.status, ((await response.json()) as { error?: string }).error];
    };
    const names = [
      'postern',
      'Postern+x',
      'robot',
      'robot+x',
      'double-bounce',
      'mailer-daemon',
      'MAILER-DAEMON+x',
      'www-data',
    ];
    for (const name of names.map(encodeURIComponent)) {
      expect(await post(`alias/create?alias_handle=${name}&alias_domain=example.org`)).toEqual([409, 'alias_taken']);
      expect(await post(`handle/create?handle=${name}`)).toEqual([409, 'alias_taken']);
    }
    expect(await findings()).toEqual([expect.stringMatching(/^ok: /)]);
    expect(await post('alias/create?alias_handle=poster&alias_domain=example.org')).toEqual([200, undefined]);
    for (const name of ['postern+y', 'double-bounce', 'postern-2'])
      await posternJson(at, 'alias', 'create', `${name}@example.org`, '--goto', 'ops@example.net');
    expect((await findings()).map((line) => line.replace(/ has the name .*run:/, ':'))).toEqual([
      'warning: the alias postern+y@example.org: postern alias disable postern+y@example.org',
      'warning: the alias double-bounce@example.org: postern alias disable double-bounce@example.org',
    ]);
    await using second = serve(at);
    await second.listening();
    expect(second.stdout).toMatch(/"topic":"addresses".*postern\+y@example\.org/);
    expect(second.stdout).not.toContain('ops@example.net');
    await posternJson(at, 'alias', 'disable', 'postern+y@example.org');
    expect(await findings()).toEqual([expect.stringContaining('double-bounce')]);
  });

  test('a domain that was added since a key was asked for makes its token void', async () => {
    await using sink = await MailSink.start(port);
    await using service = start();
    const url = await service.listening();
    expect((await ask(url)).status).toBe(200);
    const token = tokenOf(await sink.received(isOurs));
    await posternJson({ cwd: folder.path }, 'domain', 'add', 'example.net');
    for (const method of ['GET', 'POST']) {
      const answer = await fetch(`${url}/api/credentials/confirm?token=${token}`, { method });
      expect([answer.status, await answer.json()]).toMatchObject([400, { error: 'invalid_or_expired' }]);
    }
    expect(await posternJson({ cwd: folder.path }, 'key', 'list')).toEqual([]);
  });

  test('a mail server that is away gets the mail when it is back', async () => {
    await using service = start({ POSTERN_METRICS_PORT: '0' });
    const [, metricsUrl = ''] = await service.output(/metrics at (http:\/\/[^\s"]+)/);
    const metrics = async () => (await fetch(metricsUrl)).text();
    expect(await metrics()).toContain('postern_mail_queue_length 0\n');
    expect((await ask(await service.listening())).status).toBe(200);
    await service.output(/mail not sent yet/);
    expect(await metrics()).toContain('postern_mail_queue_length 1\n');
    await using sink = await MailSink.start(port);
    const token = tokenOf(await sink.received(isOurs));
    expect(token).not.toBe('');
    await service.output(/mail sent/);
    await expectNothingTold(service, token);
  });

  test('a mail that was queued outlives a service that is killed', async () => {
    await using first = start();
    expect((await ask(await first.listening())).status).toBe(200);
    await first.output(/mail not sent yet/);
    first.kill('SIGKILL');
    await first.exited;
    expect(queued()).toHaveLength(1);
    await using sink = await MailSink.start(port);
    await using second = start();
    const url = await second.listening();
    const token = tokenOf(await sink.received(isOurs));
    expect((await fetch(`${url}/api/credentials/confirm?token=${token}`)).status).toBe(200);
    await second.output(/mail sent/);
    expect(queued()).toEqual([]);
    expect(sink.all()).toHaveLength(1);
  });
});
