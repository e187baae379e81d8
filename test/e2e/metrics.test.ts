import { expect, test } from '@jest/globals';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { seed, serve } from '../support/service-process.js';
import { TemporaryFolder } from '../support/temporary-folder.js';

test('metrics count requests by route and status and claims by outcome, and no caller makes a label', async () => {
  using folder = new TemporaryFolder();
  const at = { cwd: folder.path };
  const key = await seed(at);
  await using service = serve({ ...at, env: { POSTERN_METRICS_PORT: '0' } });
  const url = await service.listening();
  const [, metricsUrl = ''] = await service.output(/metrics at (http:\/\/[^\s"]+)/);
  const create = (handle: string) =>
    fetch(`${url}/api/alias/create?alias_handle=${handle}&alias_domain=example.org`, {
      method: 'POST',
      headers: { 'X-API-Key': key },
    });
  expect((await create('shop')).status).toBe(200);
  expect((await create('other')).status).toBe(200);
  expect((await create('shop')).status).toBe(409);
  for (const path of ['/a', '/b', '/api/alias/create/', '/%00']) expect((await fetch(url + path)).status).toBe(404);

  const answer = await fetch(metricsUrl);
  expect(answer.headers.get('Content-Type')).toMatch(/^text\/plain; version=/);
  const text = await answer.text();
  const route = 'method="POST",route="/api/alias/create"';
  expect(text).toContain(`postern_http_requests_total{${route},status="200"} 2\n`);
  expect(text).toContain(`postern_http_requests_total{${route},status="409"} 1\n`);
  expect(text).toContain('postern_http_requests_total{method="GET",route="none",status="404"} 4\n');
  expect(text).toContain('postern_http_request_duration_seconds_count{route="/api/alias/create"} 3\n');
  expect(text).toContain('postern_alias_claims_total{outcome="claimed"} 2\n');
  expect(text).toContain('postern_alias_claims_total{outcome="taken"} 1\n');
  expect(text).toContain('postern_http_requests_running 0\n');
  expect(text).toContain('nodejs_eventloop_lag_seconds');
  expect(text).not.toContain('shop');
  expect(text).not.toContain(key);

  expect((await fetch(new URL('/', metricsUrl))).status).toBe(404);
  expect((await fetch(metricsUrl, { method: 'POST' })).status).toBe(405);
  expect((await fetch(`${url}/metrics`)).status).toBe(404);
  service.kill('SIGTERM');
  expect(await service.exited).toMatchObject({ code: 0 });
});

test('a port for metrics that is taken ends the start', async () => {
  using folder = new TemporaryFolder();
  const occupant = createServer().listen(0, '127.0.0.1');
  await once(occupant, 'listening');
  const { port } = occupant.address() as AddressInfo;
  await using service = serve({ cwd: folder.path, env: { POSTERN_METRICS_PORT: `${port}` } });
  expect(await service.exited).toMatchObject({ code: 1, stderr: expect.stringContaining('EADDRINUSE') });
  occupant.close();
});
