import { expect, test } from '@jest/globals';
import { freePort } from '../support/servers/free-port.js';
import { seed, serve } from '../support/service-process.js';
import { TemporaryFolder } from '../support/temporary-folder.js';

test('without its Redis the service starts, limits and stops; one warning, without the password', async () => {
  using folder = new TemporaryFolder();
  const at = { cwd: folder.path };
  const key = await seed(at);
  const env = {
    POSTERN_REDIS_URL: `redis://:hunter2@127.0.0.1:${await freePort()}`,
    POSTERN_LIMIT_CREATE_PER_KEY: '1',
  };
  await using service = serve({ ...at, env });
  const url = await service.listening();
  const create = () => fetch(`${url}/api/alias/create`, { method: 'POST', headers: { 'X-API-Key': key } });
  expect((await create()).status).toBe(400);
  expect((await create()).status).toBe(429);
  service.kill('SIGTERM');
  const { code, stdout, stderr } = await service.exited;
  expect(code).toBe(0);
  expect(stdout.match(/Redis is away/g)).toHaveLength(1);
  expect(stdout + stderr).not.toContain('hunter2');
});
