import { describe, expect, test } from '@jest/globals';
import type { Api } from '../../../../src/adapters/http/api.js';
import { apiOfPath } from '../../../../src/adapters/http/pipeline/api-of-path.js';
import type { Method, Route } from '../../../../src/adapters/http/pipeline/route.js';
import { type BoundRoute, RouteTable } from '../../../../src/adapters/http/pipeline/route-table.js';

const bound = (method: Method, path: string): BoundRoute => ({
  api: {} as Api,
  route: { method, path } as Route,
  run: () => Promise.resolve({ status: 200 }),
});

describe('the table of routes', () => {
  const table = new RouteTable([
    bound('get', '/things/:id'),
    bound('delete', '/things/:id'),
    bound('get', '/things/all'),
    bound('post', '/things/:id/parts/:part'),
  ]);
  const found = (path: string) => {
    const { path: { pattern, routes } = { pattern: undefined, routes: new Map() }, parameters } =
      table.find(path) ?? {};
    return [pattern, [...routes.keys()].join(), parameters];
  };

  test.each([
    ['/things/1', '/things/:id', 'HEAD,GET,DELETE', { id: '1' }],
    ['/things/all', '/things/all', 'HEAD,GET', {}],
    ['/things/ALL', '/things/:id', 'HEAD,GET,DELETE', { id: 'ALL' }],
    ['/things/%2Fa%20b', '/things/:id', 'HEAD,GET,DELETE', { id: '/a b' }],
    ['/things/%zz', '/things/:id', 'HEAD,GET,DELETE', { id: '%zz' }],
    ['/things/1/parts/2', '/things/:id/parts/:part', 'POST', { id: '1', part: '2' }],
  ])('finds %s', (path, pattern, methods, parameters) => {
    expect(found(path)).toEqual([pattern, methods, { ...parameters }]);
  });

  test.each(['/things', '/things/', '/Things/1', '/things/1/', '/things/1/parts', '/%74hings/1', '', '*'])(
    'finds nothing at %j',
    (path) => {
      expect(table.find(path)).toBeUndefined();
    },
  );

  test('takes no route twice', () => {
    expect(() => new RouteTable([bound('get', '/a'), bound('get', '/a')])).toThrow('two routes GET /a');
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
