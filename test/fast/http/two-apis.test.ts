import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Api } from '../../../src/adapters/http/api.js';
import { posternApi } from '../../../src/adapters/http/apis/postern/postern-api.js';
import type { RouteDependencies } from '../../../src/adapters/http/apis/postern/routes.js';
import { documentOf } from '../../../src/adapters/http/openapi/openapi-document.js';
import { bindRoutes } from '../../../src/adapters/http/pipeline/routing/bind-routes.js';
import { createApp } from '../../../src/adapters/http/pipeline/create-app.js';
import { RequestLimits } from '../../../src/adapters/http/pipeline/limits/limit-requests.js';
import type { RequestLine } from '../../../src/adapters/http/pipeline/observer.js';
import { HttpServer } from '../../../src/adapters/http/server/http-server.js';
import { openMemoryBackend } from '../../../src/adapters/memory/open-memory-backend.js';
import { MemoryLimiter } from '../../../src/adapters/rate-limits/memory-limiter.js';
import { nodeKeySecrets } from '../../../src/adapters/system/node-key-secrets.js';
import { AuthenticateKey } from '../../../src/application/keys/authenticate-key.js';
import { IssueKey } from '../../../src/application/keys/issue-key.js';
import { unwrap } from '../../../src/domain/result.js';
import { FEW } from '../../support/few-requests.js';
import { FixedClock } from '../../support/fixed-clock.js';
import { email } from '../../support/samples.js';
import { thingsApi } from '../../support/things-api.js';

const THINGS = '/api/v1/things';
const PAGE = 'https://app.example';

let server: HttpServer;
let origin: string;
let key: string;
let lines: RequestLine[];
let apis: [Api, ...Api[]];
beforeEach(async () => {
  const clock = new FixedClock();
  const { keys } = openMemoryBackend(clock);
  const issued = await new IssueKey(keys, nodeKeySecrets, clock).execute({ owner: email('a@example.net'), days: 1 });
  key = unwrap(issued).key.value;
  const limits = new RequestLimits(new MemoryLimiter({ ...FEW, create_per_key: 3 }));
  // None of our routes that has a use case is asked here.
  apis = [posternApi({} as RouteDependencies, limits, 0), thingsApi()];
  lines = [];
  const observer = {
    requestDone: (line: RequestLine) => {
      lines.push(line);
    },
    requestFailed: ({ error }: { readonly error: unknown }) => {
      throw error;
    },
  };
  const authenticate = new AuthenticateKey(keys, nodeKeySecrets, clock);
  const routes = apis.flatMap((api) => bindRoutes(api, api.routes, limits, authenticate));
  server = new HttpServer(createApp(apis, routes, observer, { corsOrigins: [PAGE] }));
  origin = await server.listen(0, '127.0.0.1');
});
afterEach(async () => {
  server.cutOff();
  await server.stop();
});

async function ask(method: string, path: string, body?: object, headers: Record<string, string> = bearer()) {
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: text === '' ? undefined : (JSON.parse(text) as unknown),
    headers: response.headers,
  };
}
const bearer = () => ({ Authorization: `Bearer ${key}` });

describe('a second API', () => {
  test('makes, changes and deletes things by methods, path parameters and statuses of its own', async () => {
    expect(await ask('POST', THINGS, { note: 'one' })).toMatchObject({ status: 201, body: { data: { id: '0' } } });
    const changed = await ask('PATCH', `${THINGS}/0%2F%20x`, { note: 'two' });
    expect(changed).toMatchObject({ status: 200, body: { data: { id: '0/ x', note: 'two' } } });
    const deleted = await ask('DELETE', `${THINGS}/0`);
    expect([deleted.status, deleted.body]).toEqual([204, undefined]);
    expect(['content-type', 'content-length'].map((name) => deleted.headers.get(name))).toEqual([null, null]);
    expect(deleted.headers.get('X-Content-Type-Options')).toBe('nosniff');
  });

  test('reads names with brackets from a query string', async () => {
    const { body } = await ask('GET', `${THINGS}?page[number]=7`);
    expect(body).toMatchObject({ page: '7' });
  });

  test('answers to nothing but its own key, and ours to nothing but ours', async () => {
    const keys = { 'X-API-Key': key };
    expect(await ask('GET', THINGS, undefined, keys)).toMatchObject({ status: 401, body: { message: 'key_missing' } });
    expect(await ask('GET', THINGS, undefined, { Authorization: `Basic ${key}` })).toMatchObject({
      status: 401,
      body: { message: 'key_malformed' },
    });
    expect(await ask('GET', '/api/alias/list')).toMatchObject({ status: 401, body: { error: 'missing_api_key' } });
  });

  test.each([
    ['POST', THINGS, { note: 1 }, 422, { message: 'field_refused', errors: { note: ['A note is text.'] } }],
    ['DELETE', `${THINGS}/9`, undefined, 404, { message: 'no such thing' }],
    ['PUT', `${THINGS}/9`, { note: '' }, 405, { message: 'method_not_allowed' }],
    ['GET', '/api/v1/nothing', undefined, 404, { message: 'route_unknown' }],
    ['GET', `${THINGS}/1/2`, undefined, 404, { message: 'route_unknown' }],
    ['GET', `${THINGS}/`, undefined, 404, { message: 'route_unknown' }],
    ['GET', '/api/nothing', undefined, 404, { error: 'not_found' }],
    ['GET', '/nothing', undefined, 404, { error: 'not_found' }],
    ['GET', '/API/v1/things', undefined, 404, { error: 'not_found' }],
    ['DELETE', '/api/alias/list', undefined, 405, { error: 'method_not_allowed' }],
  ])('%s %s with %j is %i, in the words of the API that it is for', async (method, path, body, status, refusal) => {
    expect(await ask(method, path, body)).toMatchObject({ status, body: refusal });
  });

  test('shares the limits of a key, and words them', async () => {
    for (let count = 0; count < 3; count++) await ask('GET', THINGS);
    const refused = await ask('GET', THINGS);
    expect(refused).toMatchObject({ status: 429, body: { message: 'limit_reached' } });
    expect(refused.headers.get('RateLimit')).toMatch(/^"create_key";r=0/);
  });

  test('is told from ours in the log by the pattern of its route', async () => {
    await ask('DELETE', `${THINGS}/secret`);
    while (lines.length === 0) await new Promise(setImmediate);
    expect(lines).toMatchObject([{ route: `${THINGS}/:id`, status: 404 }]);
  });

  test('lets pages send its key by the methods of a path', async () => {
    const headers = { Origin: PAGE, 'Access-Control-Request-Method': 'PATCH' };
    const { status, headers: allowed } = await ask('OPTIONS', `${THINGS}/1`, undefined, headers);
    expect(status).toBe(204);
    expect(allowed.get('Access-Control-Allow-Methods')).toBe('PATCH,DELETE');
    expect(allowed.get('Access-Control-Allow-Headers')).toBe('Authorization,Content-Type,X-Request-Id');
  });

  test('words the refusal of a body that is no HTTP', async () => {
    const head = `POST ${THINGS} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${key}\r\nX-Request-Id: mine\r\n`;
    const answer = await raw(`${head}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
    expect(answer).toContain('\r\nX-Request-Id: mine\r\n');
    expect(answer).toMatch(/\{"message":"malformed_request"\}$/);
  });

  test('stands in the one document, with its own key, refusals and statuses', () => {
    const document = JSON.parse(JSON.stringify(documentOf(apis))) as {
      paths: Record<string, Record<string, { responses: object; security: unknown; parameters?: unknown[] }>>;
      components: Record<string, Record<string, unknown>>;
    };
    const { paths, components } = document;
    expect(Object.keys(paths)).toEqual(expect.arrayContaining(['/api/alias/create', THINGS, `${THINGS}/{id}`]));
    expect(Object.keys(components['securitySchemes'] ?? {})).toEqual(['key', 'ThingsKey']);
    const dropped = paths[`${THINGS}/{id}`]?.['delete'];
    expect(dropped).toMatchObject({
      security: [{ ThingsKey: [] }],
      parameters: [{ name: 'id', in: 'path', required: true }],
      responses: { 204: { description: 'It is gone.' }, 401: { $ref: '#/components/responses/ThingsUnauthorized' } },
    });
    expect(Object.keys(paths[THINGS]?.['post']?.responses ?? {})).toEqual(
      expect.arrayContaining(['201', '422', '429']),
    );
    expect(components['responses']).toHaveProperty('ThingsUnauthorized');
  });
});

function raw(request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(new URL(origin).port), '127.0.0.1', () => socket.write(request, 'latin1'));
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => (answer += chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      resolve(answer);
    });
  });
}
