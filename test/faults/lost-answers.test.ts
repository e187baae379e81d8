import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { StoreUnavailable } from '../../src/application/ports/store-unavailable.js';
import { describeOnServers } from '../support/describe-with.js';
import { openProxiedBackend, type ProxiedBackend } from '../support/faults/proxied-backend.js';
import { schemasOn } from '../support/foreign/installations.js';
import { HttpService } from '../support/http-service.js';
import { alias } from '../support/samples.js';

const SHOP = 'shop@example.org';
const OWNER = 'owner@example.net';
/** Only an INSERT names the owner. */
const INSERT = /owner@example\.net/;
const COMMIT = /\bcommit\b/;
const held = { kind: 'taken', by: { kind: 'alias', alias: alias(SHOP, OWNER) } };

/** Connections that are cut at the worst moments of a claim, and what it answers then. */
describeOnServers('answers that are lost', (kind) => {
  describe.each(schemasOn(kind))('%s', (schema) => {
    let proxied: ProxiedBackend;
    const claim = (address = SHOP, goto = OWNER) => proxied.backend.aliases.claim({ alias: alias(address, goto) });

    beforeEach(async () => {
      proxied = await openProxiedBackend(kind, { schema });
    });
    afterEach(async () => {
      await proxied[Symbol.asyncDispose]();
    });

    test('an INSERT that never arrived is sent again', async () => {
      proxied.proxy.interfere({ when: INSERT, fate: 'cut' });
      expect(await claim()).toEqual({ kind: 'claimed' });
      expect(proxied.proxy.isArmed).toBe(false);
      expect(await proxied.rows()).toEqual([[SHOP, OWNER]]);
    });

    test('an INSERT whose answer is lost is rolled back, and sent again', async () => {
      proxied.proxy.interfere({ when: INSERT, fate: 'lose the answer', times: 2 });
      expect(await claim()).toEqual({ kind: 'claimed' });
      expect(proxied.proxy.isArmed).toBe(false);
      expect(await proxied.rows()).toEqual([[SHOP, OWNER]]);
    });

    test('INSERTs that never arrive, one after another, fail none of those who claim together', async () => {
      const addresses = Array.from({ length: 5 }, (_, i) => `h${i}@example.org`);
      proxied.proxy.interfere({ when: INSERT, fate: 'cut', times: 4 });
      const outcomes = await Promise.all(addresses.map((address) => claim(address)));
      expect(outcomes).toEqual(addresses.map(() => ({ kind: 'claimed' })));
      expect(proxied.proxy.isArmed).toBe(false);
      expect(await proxied.rows()).toEqual(addresses.map((address) => [address, OWNER]));
    });

    test('a COMMIT that never arrived left nothing, and the second claim has it', async () => {
      proxied.proxy.interfere({ when: COMMIT, fate: 'cut' });
      expect(await claim()).toEqual({ kind: 'claimed' });
      expect(proxied.proxy.isArmed).toBe(false);
      expect(await proxied.rows()).toEqual([[SHOP, OWNER]]);
    });

    test('a COMMIT that never arrived, and another owner came in between: it is taken', async () => {
      const other = alias(SHOP, 'other@example.net');
      proxied.proxy.interfere({
        when: COMMIT,
        fate: 'cut',
        meanwhile: async () => {
          expect(await proxied.backend.aliases.claim({ alias: other })).toEqual({ kind: 'claimed' });
        },
      });
      expect(await claim()).toEqual({ kind: 'taken', by: { kind: 'alias', alias: other } });
      expect(await proxied.rows()).toEqual([[SHOP, 'other@example.net']]);
    });

    test('a COMMIT whose answer is lost: 20 claims in a row are each claimed once', async () => {
      const addresses = Array.from({ length: 20 }, (_, i) => `h${String(i).padStart(2, '0')}@example.org`);
      for (const address of addresses) {
        proxied.proxy.interfere({ when: COMMIT, fate: 'lose the answer' });
        expect(await claim(address)).toEqual({ kind: 'claimed' });
        expect(proxied.proxy.isArmed).toBe(false);
        expect(await claim(address)).toMatchObject({ kind: 'taken' });
      }
      expect(await proxied.rows()).toEqual(addresses.map((address) => [address, OWNER]));
    });

    test('lost twice over, it is still known', async () => {
      proxied.proxy.interfere({ when: COMMIT, fate: 'lose the answer', times: 2 });
      expect(await claim()).toEqual({ kind: 'claimed' });
      expect(proxied.proxy.isArmed).toBe(false);
      expect(await claim()).toEqual(held);
    });

    test('lost for a claim of what its owner had before: it is taken', async () => {
      await claim();
      proxied.proxy.interfere({ when: COMMIT, fate: 'lose the answer' });
      expect(await claim()).toEqual(held);
      expect(proxied.proxy.isArmed).toBe(false);
      expect(await claim(SHOP, 'other@example.net')).toEqual(held);
      expect(await proxied.rows()).toEqual([[SHOP, OWNER]]);
    });

    test('lost, while others claim the same: exactly one claims it, and the rest learn by whom', async () => {
      proxied.proxy.interfere({ when: COMMIT, fate: 'lose the answer', times: 2 });
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => claim()));
      expect(outcomes.filter(({ kind: outcome }) => outcome === 'claimed')).toEqual([{ kind: 'claimed' }]);
      expect(outcomes.filter(({ kind: outcome }) => outcome === 'taken')).toEqual(Array(19).fill(held));
      expect(await proxied.rows()).toEqual([[SHOP, OWNER]]);
    });

    test.each(['cut', 'lose the answer'] as const)(
      '%s at the COMMIT of many claims: all are there, once',
      async (fate) => {
        const claims = Array.from({ length: 20 }, (_, i) => alias(`h${String(i).padStart(2, '0')}@example.org`, OWNER));
        proxied.proxy.interfere({ when: COMMIT, fate });
        const outcomes = await proxied.backend.aliases.claimMany(claims);
        expect(proxied.proxy.isArmed).toBe(false);
        // What the first try had made is told as taken by itself.
        expect(outcomes).toEqual(
          claims.map((one) =>
            fate === 'cut' ? { kind: 'claimed' } : { kind: 'taken', by: { kind: 'alias', alias: one } },
          ),
        );
        expect(await proxied.rows()).toEqual(claims.map(({ address }) => [address.value, OWNER]));
      },
    );

    test('lost, and the database is away for good: it is StoreUnavailable', async () => {
      proxied.proxy.interfere({
        when: COMMIT,
        fate: 'lose the answer',
        meanwhile: () => {
          proxied.proxy.goAway();
          return Promise.resolve();
        },
      });
      await expect(claim()).rejects.toThrow(StoreUnavailable);
      expect(await proxied.rows()).toEqual([[SHOP, OWNER]]);
    });

    test('lost each time, it is StoreUnavailable, and only then', async () => {
      proxied.proxy.interfere({ when: COMMIT, fate: 'lose the answer', times: Infinity });
      await expect(claim()).rejects.toThrow(StoreUnavailable);
      proxied.proxy.interfere(undefined);
      expect(await claim()).toEqual(held);
    });

    test('through HTTP, an owner whose COMMIT was lost is answered 200, and 409 the next time', async () => {
      await using service = await HttpService.start({ backend: unclosed(proxied.backend) });
      const create = () => service.create({ alias_handle: 'shop', alias_domain: 'example.org' });
      proxied.proxy.interfere({ when: COMMIT, fate: 'lose the answer' });
      expect((await create()).status).toBe(200);
      expect(proxied.proxy.isArmed).toBe(false);
      expect((await create()).status).toBe(409);
    });
  });
});

/** The service closes its backend with itself; here that is the test's own to close. */
function unclosed<T extends object>(backend: T): T {
  return { ...backend, close: () => Promise.resolve() };
}
