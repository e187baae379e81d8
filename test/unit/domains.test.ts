import { beforeEach, expect, test } from '@jest/globals';
import { openMemoryBackend } from '../../src/adapters/memory/open-memory-backend.js';
import { AddDomain } from '../../src/application/add-domain.js';
import { ListDomains } from '../../src/application/list-domains.js';
import type { DomainRegistry } from '../../src/application/ports/domain-registry.js';
import { SwitchDomain } from '../../src/application/switch-domain.js';
import { FixedClock } from '../support/fixed-clock.js';
import { domain } from '../support/samples.js';

let domains: DomainRegistry;
beforeEach(() => {
  domains = openMemoryBackend(new FixedClock()).domains;
});

test.each([true, false])('a domain is added once (visible: %s)', async (visible) => {
  const add = new AddDomain(domains);
  expect(await add.execute({ domain: domain('example.org'), visible })).toMatchObject({
    ok: true,
    value: { name: 'example.org', active: true, visible },
  });
  expect(await add.execute({ domain: domain('example.org'), visible })).toEqual({
    ok: false,
    error: { kind: 'domain_exists', domain: domain('example.org') },
  });
  expect(await new ListDomains(domains).execute()).toMatchObject([{ name: 'example.org', visible }]);
});

test('a domain is not added to be seen where it was to be hidden and cannot be', async () => {
  const plain = Object.assign(openMemoryBackend(new FixedClock()).domains, { canHide: false });
  const add = new AddDomain(plain);
  expect(await add.execute({ domain: domain('example.org'), visible: false })).toEqual({
    ok: false,
    error: { kind: 'cannot_hide', domain: domain('example.org') },
  });
  expect(await plain.list()).toEqual([]);
  expect(await add.execute({ domain: domain('example.org'), visible: true })).toMatchObject({ ok: true });
});

test('a domain is disabled and enabled', async () => {
  await new AddDomain(domains).execute({ domain: domain('example.org'), visible: true });
  const switchDomain = new SwitchDomain(domains);
  for (const active of [false, true]) {
    expect(await switchDomain.execute({ domain: domain('example.org'), active })).toMatchObject({
      ok: true,
      value: { name: 'example.org', active },
    });
  }
});

test('an unknown domain cannot be disabled', async () => {
  expect(await new SwitchDomain(domains).execute({ domain: domain('example.org'), active: false })).toEqual({
    ok: false,
    error: { kind: 'domain_unknown', domain: domain('example.org') },
  });
});
