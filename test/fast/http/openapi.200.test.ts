import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { HttpService } from '../../support/http-service.js';
import { TemporaryFolder } from '../../support/temporary-folder.js';

const REDOCLY = fileURLToPath(new URL('../../../node_modules/@redocly/cli/bin/cli.js', import.meta.url));

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}
interface Operation {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, object>> }>>;
  readonly requestBody?: object;
  readonly parameters?: readonly { readonly name: string; readonly required: boolean }[];
}

let service: HttpService;
beforeAll(async () => {
  service = await HttpService.start();
});
afterAll(() => service[Symbol.asyncDispose]());

async function documentOf(of: HttpService): Promise<Document> {
  const response = await of.fetch('/openapi.json');
  expect(response.status).toBe(200);
  expect(response.headers.get('Content-Type')).toBe('application/json; charset=utf-8');
  expect(response.headers.get('Cache-Control')).toBe('public, max-age=300');
  return (await response.json()) as Document;
}

describe('GET /openapi.json', () => {
  test('is OpenAPI 3.1 without a fault', async () => {
    using folder = new TemporaryFolder();
    const document = await documentOf(service);
    expect(document.openapi).toMatch(/^3\.1\./);
    await writeFile(folder.file('openapi.json'), JSON.stringify(document));
    // Of the recommended rules all but the one that asks for a license.
    const args = [REDOCLY, 'lint', 'openapi.json', '--skip-rule=info-license', '--max-problems=1', '--format=json'];
    const { stdout } = await promisify(execFile)(process.execPath, args, {
      cwd: folder.path,
      env: { PATH: process.env['PATH'], REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' },
    });
    expect(JSON.parse(stdout)).toMatchObject({ totals: { errors: 0, warnings: 0 } });
  });

  test('has every route of the contract, and with each what it answers', async () => {
    const { paths } = await documentOf(service);
    const statuses = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).map(([method, { responses }]) => [
        `${method.toUpperCase()} ${path}`,
        Object.keys(responses).join(' '),
      ]),
    );
    expect(Object.fromEntries(statuses)).toEqual({
      'POST /api/alias/create': '200 400 401 403 409 413 415 429 500 503 default',
      'POST /api/alias/delete': '200 400 401 403 404 413 415 429 500 503 default',
      'GET /api/alias/list': '200 400 401 429 500 503 default',
      'GET /api/alias/stats': '200 400 401 429 500 503 default',
      'POST /api/handle/create': '200 400 401 403 409 413 415 429 500 503 default',
      'POST /api/handle/delete': '200 400 401 403 404 413 415 429 500 503 default',
      'GET /api/domains': '200 400 429 500 503 default',
      'GET /api/activity': '200 400 401 429 500 503 default',
      'POST /api/credentials/create': '200 400 403 413 415 429 500 503 default',
      'GET /api/credentials/confirm': '200 400 429 500 503 default',
      'POST /api/credentials/confirm': '200 400 403 413 415 429 500 503 default',
      'GET /health/live': '200 400 500 503 default',
      'GET /health/ready': '200 400 500 503 default',
    });
  });

  test('its examples of requests are good ones', async () => {
    const { paths } = await documentOf(service);
    const body = paths['/api/alias/create']?.['post']?.requestBody as {
      content: Record<string, { example: Record<string, string> }>;
    };
    for (const [type, { example }] of Object.entries(body.content)) {
      const fields = { ...example, alias_handle: `${example['alias_handle']}-${type.length}` };
      const sent = type.endsWith('json') ? JSON.stringify(fields) : new URLSearchParams(fields).toString();
      expect((await service.create(sent, { 'Content-Type': type })).status).toBe(200);
    }
    const parameters = paths['/api/alias/list']?.['get']?.parameters as unknown as { name: string; example: unknown }[];
    const query = new URLSearchParams(parameters.map(({ name, example }): [string, string] => [name, String(example)]));
    expect((await service.ask('GET', `/api/alias/list?${query.toString()}`)).status).toBe(200);
  });

  test('has no routes that are not there', async () => {
    await using bare = await HttpService.start({
      backend: { ...service.backend, handles: undefined, close: () => Promise.resolve() },
      withoutMail: true,
    });
    const { paths } = await documentOf(bare);
    expect(Object.keys(paths).filter((path) => /handle|credentials/.test(path))).toEqual([]);
  });
});

describe('GET /docs', () => {
  test('is a page that takes everything from here', async () => {
    const response = await service.fetch('/docs', { headers: { 'Accept-Encoding': 'identity' } });
    expect(response.headers.get('Content-Type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'; script-src 'self';");
    const page = await response.text();
    expect(page).not.toMatch(/https?:/);
    const [, script = ''] = /<script src="([^"]+)">/.exec(page) ?? [];
    const [, specification = ''] = /spec-url="([^"]+)"/.exec(page) ?? [];
    expect((await fetch(new URL(specification, response.url))).status).toBe(200);
    const code = await fetch(new URL(script, response.url));
    expect(code.headers.get('Content-Type')).toBe('text/javascript; charset=utf-8');
    const text = await code.text();
    expect(Buffer.byteLength(text)).toBe(Number(code.headers.get('Content-Length')));
    expect(text).toContain('Redoc');
  });

  test('is not there without Redoc’s file', async () => {
    await using bare = await HttpService.start({ withoutDocs: true });
    for (const path of ['/docs', '/docs/redoc.js']) expect((await bare.fetch(path)).status).toBe(404);
    expect((await bare.fetch('/openapi.json')).status).toBe(200);
  });
});
