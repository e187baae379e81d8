import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import Koa from 'koa';
import type { Api } from '../../../../src/adapters/http/api.js';
import type { Outcome } from '../../../../src/adapters/http/pipeline/answer.js';
import { apiOfPath } from '../../../../src/adapters/http/pipeline/routing/api-of-path.js';
import { ApiRouter, type BoundRoute } from '../../../../src/adapters/http/pipeline/routing/api-router.js';
import type { Context, State } from '../../../../src/adapters/http/pipeline/context.js';
import type { Method, Route } from '../../../../src/adapters/http/pipeline/routing/route.js';

const OTHERS = { kind: 'route_unknown' } as const;

const apiNamed = (prefix: string) => ({ prefix }) as unknown as Api;
const API = apiNamed('/things');
const OTHER_API = apiNamed('/others');

/** Answers with what the router found for it. */
const bound = (method: Method, path: string, api = API): BoundRoute => ({
  api,
  route: { method, path } as Route,
  serve: (ctx) => Promise.resolve({ status: 200, body: { by: `${method} ${path}`, ...ctx.state.parameters } }),
});

function requestOf(method: string, url: string): Context {
  const request = Object.assign(new IncomingMessage(new Socket()), { method, url });
  return new Koa<State>().createContext<State>(request, new ServerResponse(request));
}

describe('the router', () => {
  const router = new ApiRouter(
    [API, OTHER_API],
    [
      bound('get', '/things/:id'),
      bound('delete', '/things/:id', OTHER_API),
      bound('get', '/things/all'),
      bound('post', '/things/:id/parts/:part'),
    ],
  );
  const dispatched = (method: string, path: string) =>
    router.dispatch()(requestOf(method, path) as never, () => Promise.resolve(OTHERS)) as unknown as Promise<Outcome>;

  test.each([
    ['GET', '/things/1', 'get /things/:id', { id: '1' }],
    ['HEAD', '/things/1?x=/y', 'get /things/:id', { id: '1' }],
    ['DELETE', '/things/1', 'delete /things/:id', { id: '1' }],
    ['GET', '/things/all', 'get /things/all', {}],
    ['GET', '/things/ALL', 'get /things/:id', { id: 'ALL' }],
    ['GET', '/things/%2Fa%20b', 'get /things/:id', { id: '/a b' }],
    ['GET', '/things/%zz', 'get /things/:id', { id: '%zz' }],
    ['POST', '/things/1/parts/2', 'post /things/:id/parts/:part', { id: '1', part: '2' }],
  ])('runs, for %s %s, the route %s with %j', async (method, path, by, parameters) => {
    expect(await dispatched(method, path)).toEqual({ status: 200, body: { by, ...parameters } });
  });

  test.each(['/things', '/things/', '/Things/1', '/things/1/', '/things/1/parts', '/%74hings/1', '*'])(
    'runs nothing at %j',
    async (path) => {
      expect(await dispatched('GET', path)).toBe(OTHERS);
      expect(router.routesOf(requestOf('GET', path))).toEqual([]);
    },
  );

  test('knows the routes of a path for any method, and the API of each', () => {
    const request = requestOf('PUT', '/things/1');
    expect(router.routesOf(request).map(({ route }) => route.method)).toEqual(['get', 'delete']);
    expect(router.apiOf(request)).toBe(API);
    expect(router.apiOf(requestOf('HEAD', '/things/1'))).toBe(API);
    expect(router.apiOf(requestOf('DELETE', '/things/1'))).toBe(OTHER_API);
    expect(router.apiOf(requestOf('DELETE', '/others/1'))).toBe(OTHER_API);
  });

  test('knows no route of a path that was tidied up', () => {
    expect(router.routesOf(requestOf('GET', '/things\\1#'))).toEqual([]);
  });

  test('takes no route twice', () => {
    expect(() => new ApiRouter([API], [bound('get', '/a'), bound('get', '/a')])).toThrow('two routes GET /a');
  });
});

test.each([
  ['/api/x', 'first'],
  ['/api/v1/x', 'long'],
  ['/other/x', 'other'],
  ['/nothing', 'first'],
  ['', 'first'],
])('a path without a route, %j, is for the API %s', (path, name) => {
  const apis = Object.entries({ first: '/api/', second: '/api/', long: '/api/v1/', other: '/other/' }).map(
    ([of, prefix]) => ({ prefix, name: of }) as unknown as Api,
  ) as [Api, ...Api[]];
  expect(apiOfPath(apis, path)).toMatchObject({ name });
});
