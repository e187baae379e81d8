import { expect, test } from '@jest/globals';
import { HttpService } from '../../support/http-service.js';

const ORIGIN = 'https://app.example';
const start = () => HttpService.start({ requestLimits: { all_per_ip: 1 }, corsOrigins: [ORIGIN] });
const listOf = (header: string | null) => (header ?? '').split(/, */).sort();

test.each([
  ['/api/domains', 10],
  ['/openapi.json', 300],
  ['/docs', 300],
  ['/docs/redoc.js', 300],
])('GET %s may be kept by a shared cache, and has nothing of its caller in it', async (path, maxAge) => {
  await using service = await start();
  const headers = { 'X-Request-Id': 'mine', Origin: ORIGIN };
  const answer = await service.fetch(path, { headers });
  await answer.text();
  expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([200, `public, max-age=${maxAge}`]);
  expect(answer.headers.get('X-Request-Id')).toBe('mine');
  expect(listOf(answer.headers.get('Vary'))).toEqual(['Origin', 'X-Request-Id']);
  expect([answer.headers.has('RateLimit'), answer.headers.has('RateLimit-Policy')]).toEqual([false, false]);

  const refused = await service.fetch(path, { headers });
  expect([refused.status, refused.headers.get('Cache-Control')]).toEqual([429, 'no-store']);
  expect(refused.headers.get('RateLimit')).toMatch(/^"all_ip";r=0;/);
});

test.each([
  ['GET', 'text/html', 'text/html; charset=utf-8'],
  ['GET', 'application/json', 'application/json; charset=utf-8'],
  ['POST', 'text/html', 'text/html; charset=utf-8'],
])('what %s /api/credentials/confirm answers %s varies by that as well as by origin', async (method, Accept, type) => {
  await using service = await start();
  const answer = await service.fetch('/api/credentials/confirm', { method, headers: { Accept, Origin: ORIGIN } });
  expect([answer.status, answer.headers.get('Content-Type')]).toEqual([400, type]);
  expect(listOf(answer.headers.get('Vary'))).toEqual(['Accept', 'Origin']);
});
