import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Origin } from '../../src/application/ports/origin.js';
import { describeOnServers } from '../support/describe-with.js';
import { openProxiedBackend, type ProxiedBackend } from '../support/faults/proxied-backend.js';
import { originOfNewKey } from '../support/origins.js';
import { alias, email } from '../support/samples.js';

const OWNER = 'owner@example.net';
const COMMIT = /\bcommit\b/;
const INSERT = /owner@example\.net/;
const ANYTHING = /[^]/;

/** What claims send to a server: each message is a time to wait for it. */
describeOnServers('journeys to the server', (kind) => {
  let proxied: ProxiedBackend;
  let origin: Origin;
  const claim = (handle: string) =>
    proxied.backend.aliases.claim({ alias: alias(`${handle}@example.org`, OWNER), origin });
  const claimAll = () => Promise.all(Array.from({ length: 50 }, (_, i) => claim(`h${i}`)));

  beforeEach(async () => {
    proxied = await openProxiedBackend(kind);
    origin = await originOfNewKey(proxied.backend, email(OWNER));
  });
  afterEach(async () => {
    await proxied[Symbol.asyncDispose]();
  });

  test('a claim that comes alone takes two: its statements, and the COMMIT', async () => {
    await claim('first');
    const all = proxied.proxy.watch(ANYTHING);
    const commits = proxied.proxy.watch(COMMIT);
    expect(await claim('second')).toEqual({ kind: 'claimed' });
    expect([all.count, commits.count]).toEqual([2, 1]);
  });

  test('those who claim together share them', async () => {
    const commits = proxied.proxy.watch(COMMIT);
    await claimAll();
    expect(commits.count).toBe(1);
    expect(await proxied.rows()).toHaveLength(50);
  });

  test('refused ones cost no COMMIT, and from the second time on no INSERT', async () => {
    await claimAll();
    const [commits, inserts] = [proxied.proxy.watch(COMMIT), proxied.proxy.watch(INSERT)];
    expect((await claimAll()).map(({ kind: outcome }) => outcome)).toEqual(Array(50).fill('taken'));
    expect([commits.count, inserts.count]).toEqual([0, 1]);
    await claimAll();
    expect([commits.count, inserts.count]).toEqual([0, 1]);
    expect(await claim('free')).toEqual({ kind: 'claimed' });
  });
});
