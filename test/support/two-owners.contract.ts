import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { OpenTestBackend, TestBackend } from './backends.js';
import { HttpService } from './http-service.js';
import { KEYED_ROUTES } from './routes.js';

/** Every route by which one might see or touch what is another’s, with that thing; and what may be answered. */
export function twoOwnersContract(name: string, open: OpenTestBackend): void {
  describe(`of two owners, neither sees or touches what is the other’s: ${name}`, () => {
    let opened: TestBackend;
    let service: HttpService;
    let thief: string;
    beforeEach(async () => {
      opened = await open();
      service = await HttpService.start({ backend: { ...opened.backend, close: () => Promise.resolve() } });
      await service.create({ alias_handle: 'shop', alias_domain: 'example.org' });
      thief = await service.keyFor('thief@example.net');
      if (opened.capabilities.handles) await service.ask('POST', '/api/handle/create', { handle: 'everywhere' });
      else await service.create({ alias_handle: 'everywhere', alias_domain: 'example.org' });
    });
    afterEach(async () => {
      await service[Symbol.asyncDispose]();
      await opened.dispose();
    });

    const THINGS = {
      alias: {
        alias: 'shop@example.org',
        alias_handle: 'shop',
        alias_domain: 'example.org',
        handle: 'shop',
        q: 'shop',
      },
      handle: {
        alias: 'everywhere@example.org',
        alias_handle: 'everywhere',
        alias_domain: 'example.org',
        handle: 'everywhere',
        q: 'everywhere',
      },
    };
    const matrix = KEYED_ROUTES.flatMap(([method, path]) =>
      Object.entries(THINGS).map(([thing, fields]) => [method, path, thing, fields] as const),
    );

    test.each(matrix)('%s %s of the other’s %s', async (method, path, _thing, fields) => {
      const everything = async () => [
        await service.aliases(),
        await service.ask('GET', '/api/alias/list'),
        await service.ask('GET', '/api/activity'),
        await service.ask('GET', '/api/alias/stats'),
      ];
      const before = await everything();
      const answer =
        method === 'GET'
          ? await service.ask('GET', `${path}?q=${fields.q}`, undefined, thief)
          : await service.ask('POST', path, fields, thief);
      if (method === 'POST') expect([403, 404, 409]).toContain(answer.status);
      const told = JSON.stringify(answer.body);
      expect(told).not.toContain('owner@example.net');
      if (method === 'GET') expect(told).not.toMatch(/shop|everywhere|example\.org/);
      expect(await everything()).toEqual(before);
      expect((await service.ask('GET', '/api/activity', undefined, thief)).body['items']).toEqual([]);
    });
  });
}
