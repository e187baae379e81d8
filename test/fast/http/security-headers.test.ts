import { expect, test } from '@jest/globals';
import { CREATE, HttpService } from '../../support/http-service.js';

const SHOP = { alias_handle: 'shop', alias_domain: 'example.org' };

test('every answer tells a browser to run, frame and guess nothing', async () => {
  await using service = await HttpService.start();
  const answers = [
    await service.create(SHOP),
    await service.create(SHOP),
    await service.create('{'),
    await service.fetch(CREATE, { method: 'POST' }),
    await service.fetch(CREATE),
    await service.fetch('/nothing'),
    await service.fetch('/health/live'),
    await service.fetch('/health/ready'),
  ];
  expect(answers.map(({ status }) => status)).toEqual([200, 409, 400, 401, 405, 404, 200, 200]);
  for (const { headers } of answers) {
    expect(headers.get('Content-Security-Policy')).toBe("default-src 'none';frame-ancestors 'none'");
    expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(headers.get('X-Frame-Options')).toBe('DENY');
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('Cross-Origin-Resource-Policy')).toBe('same-origin');
    expect(headers.has('Strict-Transport-Security')).toBe(false);
    expect(headers.has('X-Powered-By')).toBe(false);
  }
});
