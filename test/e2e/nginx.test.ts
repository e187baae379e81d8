import { Agent, request } from 'node:https';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { describeWith } from '../support/describe-with.js';
import { disposeAll } from '../support/dispose-all.js';
import { PrivateNginx } from '../support/private-nginx.js';
import { seed, serve, type ServiceProcess } from '../support/service-process.js';
import { TemporaryFolder } from '../support/temporary-folder.js';

const CREATE = '/api/alias/create';
const TOO_LARGE = 'x'.repeat(32 * 1024 + 1);
const PARALLEL = 64;

interface Answer {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

describeWith(['nginx', 'openssl'], 'deploy/nginx.conf, before a service', () => {
  let folder: TemporaryFolder;
  let service: ServiceProcess;
  let nginx: PrivateNginx;
  let key: string;
  const agent = new Agent({ keepAlive: true, maxSockets: PARALLEL, rejectUnauthorized: false });

  beforeAll(async () => {
    folder = new TemporaryFolder();
    const at = { cwd: folder.path };
    key = await seed(at);
    service = serve({ ...at, env: { POSTERN_TRUST_PROXY: '1' } });
    nginx = await PrivateNginx.start(Number(new URL(await service.listening()).port));
  });
  afterAll(async () => {
    agent.destroy();
    await disposeAll(nginx, service, folder);
  });

  /** The path goes out as it is written, which fetch() would tidy up. */
  function send(method: string, path: string, body = '', headers: Record<string, string> = {}): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const own = { Host: 'alias.example.org', 'Content-Length': String(body.length) };
      const options = {
        agent,
        host: '127.0.0.1',
        port: nginx.httpsPort,
        method,
        path,
        headers: { ...own, ...headers },
      };
      const outgoing = request(options, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          resolve({ status: response.statusCode, headers: response.headers, text });
        });
      });
      outgoing.on('error', reject).end(body);
    });
  }

  function create(handle: string, { path = CREATE, ...headers }: Record<string, string> = {}) {
    const body = JSON.stringify({ alias_handle: handle, alias_domain: 'example.org' });
    return send('POST', path, body, { 'X-API-Key': key, 'Content-Type': 'application/json', ...headers });
  }

  test('is a configuration that nginx takes', async () => {
    expect(await nginx.verdict()).toContain('test is successful');
  });

  test('creates, and passes a 409 on as it is', async () => {
    expect(await create('shop')).toMatchObject({ status: 200, text: expect.stringContaining('shop@example.org') });
    expect(await create('shop')).toMatchObject({ status: 409, text: expect.stringContaining('"alias_taken"') });
  });

  test('passes a request’s id, and gives one where there is none', async () => {
    expect((await create('id', { 'X-Request-Id': 'my-id' })).headers['x-request-id']).toBe('my-id');
    expect((await create('id')).headers['x-request-id']).toMatch(/^[0-9a-f]{32}$/);
  });

  test('does not believe a caller’s X-Forwarded-For', async () => {
    await create('spoof', { 'X-Forwarded-For': '203.0.113.7', 'X-Request-Id': 'spoof' });
    const [line] = await service.output(/^.*"request_id":"spoof".*$/m);
    expect(JSON.parse(line)).toMatchObject({ ip: '127.0.0.1' });
  });

  test.each([
    '/api/alias/create/',
    '//api/alias/create',
    '/api//alias/create',
    '/api/alias/%63reate',
    '/api/x/../alias/create',
  ])('%s is 404', async (path) => {
    expect(await create('exact', { path })).toMatchObject({ status: 404, text: expect.stringContaining('not_found') });
  });

  test.each(['/metrics', '/%6detrics', '/api/../metrics', '/metrics/../api/', '/health/ready', '/'])(
    'GET %s is not the internet’s: 404',
    async (path) => {
      const { status, text, headers } = await send('GET', path);
      expect([status, JSON.parse(text)]).toEqual([404, expect.objectContaining({ error: 'not_found' })]);
      expect(headers['x-request-id']).toBeDefined();
    },
  );

  test('says that the service lives', async () => {
    expect((await send('GET', '/health/live')).status).toBe(200);
  });

  test('shows what the API is', async () => {
    expect(await send('GET', '/openapi.json')).toMatchObject({ status: 200, text: expect.stringContaining('"3.1.1"') });
    expect(await send('GET', '/docs')).toMatchObject({ status: 200, text: expect.stringContaining('docs/redoc.js') });
    expect(await send('GET', '/docs/redoc.js')).toMatchObject({ status: 200, text: expect.stringContaining('Redoc') });
    expect(await send('GET', '/health/ready')).toMatchObject({ status: 404 });
  });

  test('a body over 32 KiB is 413, in the API’s form', async () => {
    const { status, text, headers } = await send('POST', CREATE, TOO_LARGE);
    expect([status, JSON.parse(text)]).toEqual([413, { error: 'payload_too_large' }]);
    expect(headers['content-type']).toBe('application/json');
  });

  test('of many at once, on connections that are kept, all are answered by the service', async () => {
    for (const round of [1, 2, 3]) {
      const answers = await Promise.all(Array.from({ length: PARALLEL }, (_, n) => create(`p${round}-${n}`)));
      expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
    }
  });

  test('sends plain HTTP to HTTPS, and a POST stays one', async () => {
    const url = `http://127.0.0.1:${nginx.httpPort}${CREATE}?x=1`;
    const { status, headers } = await fetch(url, { method: 'POST', redirect: 'manual' });
    expect([status, headers.get('location')]).toEqual([308, `https://alias.example.org${CREATE}?x=1`]);
  });

  // The last, for it ends the service.
  test('without the service it is 503 with Retry-After, in the API’s form', async () => {
    await service[Symbol.asyncDispose]();
    const { status, text, headers } = await create('gone');
    expect([status, JSON.parse(text), headers['retry-after']]).toEqual([
      503,
      { error: 'temporarily_unavailable' },
      '1',
    ]);
  });
});
