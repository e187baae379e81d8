import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CREATE, HttpService } from '../../support/http-service.js';
import { EVERY_ROUTE } from '../../support/routes.js';

describe('routes', () => {
  let service: HttpService;
  beforeAll(async () => {
    service = await HttpService.start();
  });
  afterAll(() => service[Symbol.asyncDispose]());

  test.each([
    '/',
    '/api/alias/create/',
    '/API/alias/create',
    '/api/alias/Create',
    '/api//alias/create',
    '//api/alias/create',
    '/api/alias/./create',
    '/api/%61lias/create',
    '/api/alias/create%00',
    '/api/alias/create;x=1',
    '/api/alias/create.json',
    '/api/alias',
    '/health',
    '/health/live/',
    '/%',
    '/%ff',
    '*',
    '/../api/alias/create',
    '/api/alias/create#x',
    '/api\\alias\\create#x',
  ])('%s is not found, by any method, with a good key or none', async (path) => {
    for (const method of ['POST', 'GET', 'DELETE']) {
      // By hand: fetch would tidy the path up.
      const answer = await raw(
        service.port,
        `${method} ${path} HTTP/1.1\r\nHost: x\r\nX-API-Key: ${service.key}\r\nConnection: close\r\n\r\n`,
      );
      expect(answer).toContain('HTTP/1.1 404 Not Found\r\n');
      expect(answer).toMatch(/\{"error":"not_found"\}$/);
      expect(answer).toMatch(/\r\nX-Request-Id: [0-9a-f-]{36}\r\n/);
    }
    expect(await service.aliases()).toEqual([]);
  });

  test('a HEAD of nothing is not found either', async () => {
    expect((await service.fetch('/', { method: 'HEAD' })).status).toBe(404);
  });

  test.each(EVERY_ROUTE)('%s %s is reached by the methods of its path alone', async (_, path) => {
    const own = EVERY_ROUTE.filter(([, of]) => of === path).map(([method]) => method);
    const allowed = own.flatMap((method) => (method === 'GET' ? ['HEAD', method] : [method]));
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      if (allowed.includes(method)) continue;
      const response = await service.fetch(path, { method });
      expect([method, response.status]).toEqual([method, 405]);
      expect(response.headers.get('Allow')).toBe(allowed.join(', '));
      expect(response.headers.get('Cache-Control')).toBe('no-store');
      if (method !== 'HEAD') expect(await response.json()).toEqual({ error: 'method_not_allowed' });
    }
  });

  test('POST of a health route is not allowed', async () => {
    const response = await service.fetch('/health/live', { method: 'POST' });
    expect([response.status, response.headers.get('Allow')]).toEqual([405, 'HEAD, GET']);
  });

  test('the observer is told the pattern of a route, and nothing where there is none', async () => {
    const before = service.lines.length;
    await service.fetch(CREATE);
    await service.fetch(`/${service.key}`);
    await service.linesReach(before + 2);
    expect(service.lines.slice(before)).toMatchObject([
      { route: CREATE, status: 405, keyId: undefined },
      { route: undefined, status: 404 },
    ]);
  });
});

function raw(port: number, request: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(request, 'latin1'));
    socket.setEncoding('latin1');
    socket.on('data', (chunk: string) => (answer += chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      resolve(answer);
    });
  });
}
