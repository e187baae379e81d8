import { connect } from 'node:net';
import { expect, test } from '@jest/globals';
import { holdingClaims } from '../../support/holding-claims.js';
import { HttpService } from '../../support/http-service.js';

const SHOP = { alias_handle: 'shop', alias_domain: 'example.org' };

const requestOf = ({ key }: HttpService) =>
  `POST /api/alias/create?alias_handle=shop&alias_domain=example.org HTTP/1.1\r\nHost: x\r\nX-API-Key: ${key}\r\n\r\n`;

test('one request too many is 503 at once, /health/live is answered, and the place is free again after the answer', async () => {
  const { backend, begun, release } = holdingClaims();
  await using service = await HttpService.start({ backend, maxConcurrentRequests: 1 });
  const first = service.create(SHOP);
  await begun();
  const refused = await service.create({ ...SHOP, alias_handle: 'other' }, { 'X-Request-Id': 'r1' });
  expect([refused.status, await refused.json()]).toEqual([503, { error: 'temporarily_unavailable', request_id: 'r1' }]);
  expect(refused.headers.get('Retry-After')).toBe('1');
  expect((await service.fetch('/health/live')).status).toBe(200);
  expect((await service.fetch('/health/ready')).status).toBe(503);
  release();
  expect((await first).status).toBe(200);
  await service.linesReach(4);
  expect((await service.create({ ...SHOP, alias_handle: 'other' })).status).toBe(200);
});

test('who hangs up keeps the place until the claim has ended', async () => {
  const { backend, begun, release } = holdingClaims();
  await using service = await HttpService.start({ backend, maxConcurrentRequests: 1 });
  const caller = connect(service.port, '127.0.0.1');
  caller.write(requestOf(service));
  await begun();
  caller.resetAndDestroy();
  await service.linesReach(1);
  expect(service.lines).toMatchObject([{ status: undefined }]);
  expect(service.running).toBe(1);
  expect((await service.fetch('/health/ready')).status).toBe(503);
  release();
  await service.runningIs(0);
  expect((await service.fetch('/health/ready')).status).toBe(200);
});

test('requests that are pipelined behind one that runs leave their places with it', async () => {
  const { backend, begun, release } = holdingClaims();
  await using service = await HttpService.start({ backend, maxConcurrentRequests: 3 });
  const caller = connect(service.port, '127.0.0.1');
  caller.write(requestOf(service).repeat(3));
  await begun(3);
  caller.resetAndDestroy();
  await service.linesReach(3);
  expect(service.running).toBe(3);
  release();
  await service.runningIs(0);
});

test('who closes its side after the request still gets the answer', async () => {
  const { backend, begun, release } = holdingClaims();
  await using service = await HttpService.start({ backend });
  const caller = connect({ port: service.port, host: '127.0.0.1', allowHalfOpen: true });
  let answer = '';
  caller.setEncoding('latin1').on('data', (text: string) => (answer += text));
  const over = new Promise((resolve) => caller.once('close', resolve));
  caller.end(requestOf(service));
  await begun();
  // The server has seen the end of the request's side, too, when it has answered what came after it.
  expect((await service.fetch('/health/live')).status).toBe(200);
  release();
  await over;
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
});

test('one connection too many is closed', async () => {
  await using service = await HttpService.start({ limits: { maxConnections: 1 } });
  const first = connect(service.port, '127.0.0.1');
  await new Promise((resolve) => first.once('connect', resolve));
  const second = connect(service.port, '127.0.0.1');
  second.on('error', () => undefined);
  await new Promise((resolve) => second.once('close', resolve));
  expect(first.destroyed).toBe(false);
  first.destroy();
});
