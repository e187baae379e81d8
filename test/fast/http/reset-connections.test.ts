import { once } from 'node:events';
import { connect } from 'node:net';
import { expect, test } from '@jest/globals';
import { BanTarget } from '../../../src/domain/ban-target.js';
import { unwrap } from '../../../src/domain/result.js';
import { CREATE, HttpService } from '../../support/http-service.js';

const CONNECTIONS = 20;

/** Sends a create, and resets the connection at once. */
async function createAndReset({ port, key }: HttpService, handle: string): Promise<void> {
  const body = JSON.stringify({ alias_handle: handle, alias_domain: 'example.org' });
  const head = `POST ${CREATE} HTTP/1.1\r\nHost: a\r\nX-API-Key: ${key}\r\nContent-Type: application/json\r\n`;
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`${head}Content-Length: ${body.length}\r\n\r\n${body}`);
  socket.resetAndDestroy();
  await once(socket, 'close');
}

test('a request whose connection its caller has reset is of the caller’s address still', async () => {
  await using service = await HttpService.start();
  await service.backend.bans.add({
    target: unwrap(BanTarget.parse('ip', '127.0.0.1')),
    reason: 'a test',
    createdAt: service.clock.now(),
    expiresAt: undefined,
  });
  for (let i = 0; i < CONNECTIONS; i++) await createAndReset(service, `shop${i}`);
  // The server takes connections in their order.
  expect((await service.create({ alias_handle: 'shop', alias_domain: 'example.org' })).status).toBe(403);
  const addresses = service.lines.map(({ ip }) => ip);
  expect(addresses).toEqual(addresses.map(() => '127.0.0.1'));
  expect(await service.aliases()).toEqual([]);
});
