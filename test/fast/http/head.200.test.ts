import { expect, test } from '@jest/globals';
import { HttpService } from '../../support/http-service.js';

test.each(['/health/live', '/api/domains', '/openapi.json', '/docs', '/api/alias/list'])(
  'HEAD %s answers as GET does, without the content',
  async (path) => {
    await using service = await HttpService.start();
    const headers = { 'X-API-Key': service.key, 'X-Request-Id': 'same' };
    const [got, asked] = [
      await service.fetch(path, { headers }),
      await service.fetch(path, { method: 'HEAD', headers }),
    ];
    // Whether the connection is kept is up to the caller.
    const headersOf = ({ headers }: Response) =>
      [...headers].filter(([name]) => !['date', 'connection', 'keep-alive'].includes(name));
    expect([asked.status, headersOf(asked)]).toEqual([200, headersOf(got)]);
    const length = Buffer.byteLength(await got.text());
    expect([asked.headers.get('Content-Length'), await asked.text()]).toEqual([String(length), '']);
  },
);
