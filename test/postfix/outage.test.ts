import { expect, test } from '@jest/globals';
import { type Installation, installations, schemasOn } from '../support/foreign/installations.js';
import { installDatabase } from '../support/installed-database.js';
import { MISSING } from '../support/needs.js';
import { MailRoute } from '../support/postfix/mail-route.js';
import { describeWithPostfix } from '../support/postfix/describe-with-postfix.js';
import { PrivateServer } from '../support/servers/private-server.js';
import { SERVER_KINDS, type ServerKind } from '../support/servers/server-kind.js';
import { waitUntil } from '../support/servers/wait-until.js';

const TRY_AGAIN = 451;
/** A host that failed is left alone for 60 s by each process of Postfix that asked it meanwhile. */
const POSTFIX_SULKS_MS = 80_000;
const TIMEOUT_MS = 120_000;

const KINDS = SERVER_KINDS.filter((kind) => MISSING[`own-${kind}`]() === undefined);
const CASES = KINDS.flatMap((kind) =>
  schemasOn(kind).flatMap((schema) => {
    const [installation] = installations(kind).filter((one) => one.schema === schema);
    return installation ? [{ kind, installation }] : [];
  }),
);

describeWithPostfix(
  'while the database is stopped',
  ['mysql', 'pgsql'],
  () => {
    // All at once: most of the time goes by in waiting.
    test(
      'mail is deferred and none is lost, and both Postfix and the service go on by themselves when it is back',
      async () => {
        expect(CASES.length).toBeGreaterThan(0);
        const outcomes = await Promise.allSettled(CASES.map(({ kind, installation }) => outage(kind, installation)));
        // Not before all of them have cleaned up.
        for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
      },
      TIMEOUT_MS,
    );
  },
  // One will do.
  KINDS.length > 0 ? [] : ['own-mariadb'],
);

async function outage(kind: ServerKind, installation: Installation): Promise<void> {
  await using server = await PrivateServer.start(kind);
  await using database = await installDatabase(kind, installation, server);
  await using route = await MailRoute.open(database, installation);
  await route.create('shop', 'owner@example.net');
  expect(await route.deliver('before', 'shop@example.org')).toEqual(['owner@example.net']);

  await server.stop();
  for (const handle of ['shop', 'never']) expect(await route.refusal(`${handle}@example.org`)).toBe(TRY_AGAIN);
  expect(await route.tryToCreate('meanwhile', 'owner@example.net')).toBe(503);

  await server.restart();
  await waitUntil('the service creates again', async () => {
    const status = await route.tryToCreate('after', 'owner@example.net');
    return status !== 503;
  });
  // As the sender's queue does.
  const take = async () => (await route.send('deferred', 'shop@example.org')).accepted.length === 1;
  await waitUntil('Postfix takes mail again', take, POSTFIX_SULKS_MS);
  const { rcptTo } = await route.sink.received(({ subject }) => subject === 'deferred', POSTFIX_SULKS_MS);
  expect(rcptTo).toEqual(['owner@example.net']);
  expect(await route.lookup('after@example.org')).toBe('owner@example.net');
}
