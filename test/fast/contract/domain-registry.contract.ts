import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { DomainRegistry } from '../../../src/application/ports/domain-registry.js';
import type { OpenTestBackend, TestBackend } from '../../support/backends.js';
import { domain } from '../../support/samples.js';

/** What every DomainRegistry promises. */
export function domainRegistryContract(name: string, open: OpenTestBackend): void {
  describe(`DomainRegistry: ${name}`, () => {
    let opened: TestBackend;
    let domains: DomainRegistry;

    beforeEach(async () => {
      opened = await open();
      domains = opened.backend.domains;
    });
    afterEach(() => opened.dispose());

    test('a domain is found once it is added, and no other is', async () => {
      expect(await domains.find(domain('example.org'))).toBeUndefined();
      const added = await domains.add(domain('example.org'), { visible: true });
      expect(added).toMatchObject({ kind: 'added', domain: { name: 'example.org', active: true, visible: true } });
      expect({ kind: 'added', domain: await domains.find(domain('example.org')) }).toEqual(added);
      expect(await domains.find(domain('example.net'))).toBeUndefined();
      expect(await domains.find(domain('sub.example.org'))).toBeUndefined();
    });

    test('a domain is added once, and the second try changes nothing', async () => {
      await domains.add(domain('example.org'), { visible: true });
      if (domains.canSwitch) await domains.setActive(domain('example.org'), false);
      expect(await domains.add(domain('example.org'), { visible: true })).toEqual({ kind: 'exists' });
      expect(await domains.list()).toMatchObject([{ name: 'example.org', active: !domains.canSwitch }]);
    });

    test('a domain is hidden, or that is refused where it cannot be', async () => {
      const adding = domains.add(domain('example.org'), { visible: false });
      if (domains.canHide) expect(await adding).toMatchObject({ kind: 'added', domain: { visible: false } });
      else await expect(adding).rejects.toThrow('hide');
      expect(await domains.list()).toMatchObject(domains.canHide ? [{ name: 'example.org', visible: false }] : []);
    });

    test('racing callers add a domain once', async () => {
      const outcomes = await Promise.all(
        Array.from({ length: 8 }, () => domains.add(domain('example.org'), { visible: true })),
      );
      expect(outcomes.filter((outcome) => outcome.kind === 'added')).toHaveLength(1);
      expect(await domains.list()).toHaveLength(1);
    });

    test('the list is by name, with the hidden and the disabled', async () => {
      await domains.add(domain('c.example'), { visible: true });
      await domains.add(domain('a.example'), { visible: !domains.canHide });
      await domains.add(domain('b.example'), { visible: true });
      if (domains.canSwitch) await domains.setActive(domain('b.example'), false);
      expect(await domains.list()).toMatchObject([
        { name: 'a.example', active: true, visible: !domains.canHide },
        { name: 'b.example', active: !domains.canSwitch, visible: true },
        { name: 'c.example', active: true, visible: true },
      ]);
    });

    test('a domain is disabled and enabled again, and its neighbours are not; or that is refused', async () => {
      await domains.add(domain('example.org'), { visible: true });
      if (!domains.canSwitch) {
        await expect(domains.setActive(domain('example.org'), false)).rejects.toThrow('disable');
        return;
      }
      await domains.add(domain('example.net'), { visible: true });
      expect(await domains.setActive(domain('example.org'), false)).toMatchObject({
        name: 'example.org',
        active: false,
      });
      expect(await domains.find(domain('example.org'))).toMatchObject({ active: false });
      expect(await domains.find(domain('example.net'))).toMatchObject({ active: true });
      expect(await domains.setActive(domain('example.org'), true)).toMatchObject({ active: true });
      expect(await domains.find(domain('example.org'))).toMatchObject({ active: true });
    });

    test('an unknown domain cannot be disabled', async () => {
      if (domains.canSwitch) expect(await domains.setActive(domain('example.org'), false)).toBeUndefined();
      expect(await domains.list()).toEqual([]);
    });
  });
}
