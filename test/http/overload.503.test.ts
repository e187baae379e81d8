import { connect } from 'node:net';
import { expect, test } from '@jest/globals';
import { openMemoryBackend } from '../../src/adapters/memory/open-memory-backend.js';
import { FixedClock } from '../support/fixed-clock.js';
import { HttpService } from '../support/http-service.js';

const SHOP = { alias_handle: 'shop', alias_domain: 'example.org' };

/** A memory backend whose claims wait to be let go, and say when they have begun. */
function holdingClaims() {
  const memory = openMemoryBackend(new FixedClock());
  const begun = Promise.withResolvers<undefined>();
  const release = Promise.withResolvers<undefined>();
  const claim: typeof memory.aliases.claim = async (alias) => {
    begun.resolve(undefined);
    await release.promise;
    return memory.aliases.claim(alias);
  };
  const aliases = Object.assign(Object.create(memory.aliases), { claim }) as typeof memory.aliases;
  const backend = { ...memory, aliases };
  return { backend, begun: begun.promise, release: release.resolve };
}

test('one request too many is 503 at once, /health/live is answered, and the place is free again after the answer', async () => {
  const { backend, begun, release } = holdingClaims();
  await using service = await HttpService.start({ backend, maxConcurrentRequests: 1 });
  const first = service.create(SHOP);
  await begun;
  const refused = await service.create({ ...SHOP, alias_handle: 'other' }, { 'X-Request-Id': 'r1' });
  expect([refused.status, await refused.json()]).toEqual([503, { error: 'temporarily_unavailable', request_id: 'r1' }]);
  expect(refused.headers.get('Retry-After')).toBe('1');
  expect((await service.fetch('/health/live')).status).toBe(200);
  expect((await service.fetch('/health/ready')).status).toBe(503);
  release(undefined);
  expect((await first).status).toBe(200);
  await service.linesReach(4);
  expect((await service.create({ ...SHOP, alias_handle: 'other' })).status).toBe(200);
});

test('who hangs up keeps the place until the claim has ended', async () => {
  const { backend, begun, release } = holdingClaims();
  await using service = await HttpService.start({ backend, maxConcurrentRequests: 1 });
  const caller = new AbortController();
  const body = JSON.stringify(SHOP);
  const headers = { 'X-API-Key': service.key, 'Content-Type': 'application/json' };
  const hungUp = service.fetch('/api/alias/create', { method: 'POST', headers, body, signal: caller.signal });
  await begun;
  caller.abort();
  await expect(hungUp).rejects.toThrow();
  await service.linesReach(1);
  const readiness = async () => (await service.fetch('/health/ready')).status;
  expect(await readiness()).toBe(503);
  release(undefined);
  while ((await readiness()) !== 200);
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
