import { beforeEach, expect, test } from '@jest/globals';
import { openMemoryBackend } from '../../../../src/adapters/memory/open-memory-backend.js';
import { nodeKeySecrets } from '../../../../src/adapters/system/node-key-secrets.js';
import { boundDomains } from '../../../../src/adapters/sql/schemas/bound-lengths.js';
import { AddDomain } from '../../../../src/application/domains/add-domain.js';
import { IssueKey } from '../../../../src/application/keys/issue-key.js';
import { ListDomains } from '../../../../src/application/domains/list-domains.js';
import type { Backend } from '../../../../src/application/ports/backend.js';
import type { DomainRegistry } from '../../../../src/application/ports/domain-registry.js';
import { RevokeKey } from '../../../../src/application/keys/revoke-key.js';
import { RotateKey } from '../../../../src/application/keys/rotate-key.js';
import { SwitchDomain } from '../../../../src/application/domains/switch-domain.js';
import { unwrap } from '../../../../src/domain/result.js';
import { FixedClock } from '../../../support/fixed-clock.js';
import { alias, domain, email } from '../../../support/samples.js';

let backend: Backend;
let domains: DomainRegistry;
beforeEach(() => {
  backend = openMemoryBackend(new FixedClock());
  domains = backend.domains;
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

test('a domain that the tables do not hold is not added', async () => {
  const add = new AddDomain(boundDomains(domains, { domain: 'example.org'.length }));
  expect(await add.execute({ domain: domain('example.info'), visible: true })).toEqual({
    ok: false,
    error: { kind: 'domain_too_long', maxOctets: 11 },
  });
  expect(await add.execute({ domain: domain('example.org'), visible: true })).toMatchObject({ ok: true });
  expect(await domains.list()).toHaveLength(1);
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

test('a domain where owners have their mailboxes is served only if that is accepted', async () => {
  const owners = Array.from({ length: 11 }, (_, i) => `owner${i}@example.net`).sort();
  for (const [i, owner] of owners.entries()) await backend.aliases.claim({ alias: alias(`a${i}@example.org`, owner) });
  const add = new AddDomain(domains, backend.owners);
  const command = { domain: domain('example.net'), visible: true };
  const refused = {
    ok: false,
    error: { kind: 'owners_on_domain', domain: command.domain, owners: owners.slice(0, 10), count: 11 },
  };
  expect(await add.execute(command)).toEqual(refused);
  expect(await domains.list()).toEqual([]);
  expect(await add.execute({ ...command, domain: domain('example.com') })).toMatchObject({ ok: true });
  expect(await add.execute({ ...command, acceptOwners: true })).toMatchObject({ ok: true });
  expect(await add.execute(command)).toMatchObject({ error: { kind: 'domain_exists' } });

  const change = new SwitchDomain(domains, backend.owners);
  // It takes their mail already.
  expect(await change.execute({ domain: command.domain, active: true })).toMatchObject({ ok: true });
  expect(await change.execute({ domain: command.domain, active: false })).toMatchObject({ ok: true });
  expect(await change.execute({ domain: command.domain, active: true })).toEqual(refused);
  expect(await domains.find(command.domain)).toMatchObject({ active: false });
  expect(await change.execute({ domain: command.domain, active: true, acceptOwners: true })).toMatchObject({
    value: { active: true },
  });
});

test('a domain that another adds in the same moment exists', async () => {
  const late = Object.assign(Object.create(domains), { find: () => Promise.resolve(undefined) }) as DomainRegistry;
  await domains.add(domain('example.org'), { visible: true });
  expect(await new AddDomain(late).execute({ domain: domain('example.org'), visible: true })).toMatchObject({
    error: { kind: 'domain_exists' },
  });
});

test('an owner on a domain of this server gets a key only if the operator insists', async () => {
  const clock = new FixedClock();
  const issue = new IssueKey(backend.keys, nodeKeySecrets, clock, domains);
  const rotate = new RotateKey(backend.keys, issue, new RevokeKey(backend.keys, clock));
  const command = { owner: email('owner@example.net'), days: 1 };
  const { id } = unwrap(await issue.execute(command));
  await domains.add(domain('example.net'), { visible: true });
  await domains.setActive(domain('example.net'), false);
  const refused = { ok: false, error: { kind: 'domain_served_here', domain: domain('example.net') } };
  expect(await issue.execute(command)).toEqual(refused);
  expect(await rotate.execute({ id, days: 1 })).toEqual(refused);
  expect(await backend.keys.list({})).toMatchObject([{ id, status: 'active' }]);
  expect(await rotate.execute({ id, days: 1, localOwner: true })).toMatchObject({ ok: true });
  expect(await issue.execute({ ...command, localOwner: true })).toMatchObject({ ok: true });
});

test('an alias of one owner is no other owner’s mailbox, whatever the operator says', async () => {
  await domains.add(domain('example.org'), { visible: true });
  for (const [name, active] of [
    ['shop', true],
    ['asleep', false],
  ] as const)
    await backend.aliases.claim({ alias: alias(`${name}@example.org`, 'owner@example.net', active) });
  const issue = new IssueKey(backend.keys, nodeKeySecrets, new FixedClock(), domains, backend.owners);
  const insist = (owner: string) => issue.execute({ owner: email(owner), days: 1, localOwner: true });
  for (const owner of ['shop@example.org', 'asleep@example.org'])
    expect(await insist(owner)).toEqual({ ok: false, error: { kind: 'owner_is_an_alias', owner: email(owner) } });
  expect(await backend.keys.list({})).toEqual([]);
  expect(await insist('box@example.org')).toMatchObject({ ok: true });
  expect(await insist('owner@example.net')).toMatchObject({ ok: true });
});

test('a domain is switched only if the tables can do that', async () => {
  const listed = Object.assign(openMemoryBackend(new FixedClock()).domains, { canSwitch: false });
  await listed.add(domain('example.org'), { visible: true });
  expect(await new SwitchDomain(listed).execute({ domain: domain('example.org'), active: false })).toEqual({
    ok: false,
    error: { kind: 'cannot_switch', domain: domain('example.org') },
  });
  expect(await listed.find(domain('example.org'))).toMatchObject({ active: true });
});
