import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SMTPServer } from 'smtp-server';
import { openSmtpMailer } from '../../../../src/adapters/smtp/smtp-mailer.js';
import { smtpTlsMode } from '../../../../src/adapters/smtp/smtp-security.js';
import { email } from '../../../support/samples.js';

const MAIL = { to: email('owner@example.net'), subject: 'Confirm', text: 'token=hunter3\n' };

test.each([
  ['smtp://localhost', 'may'],
  ['smtp://LOCALHOST:25', 'may'],
  ['smtp://mail.localhost', 'may'],
  ['smtp://user:password@127.0.0.1:25', 'may'],
  ['smtps://127.1.2.3', 'may'],
  ['smtp://[::1]:25', 'may'],
  ['smtp://localhost.example.org', 'verify'],
  ['smtp://127.0.0.1.example.org', 'verify'],
  ['smtp://mail.example.org:25', 'verify'],
  ['smtp://192.0.2.1', 'verify'],
  ['smtp://192.0.2.1/?requireTLS=true&tls=may', 'may'],
  ['smtp://127.0.0.1?tls=verify', 'verify'],
  ['smtp://127.0.0.1?tls=none', undefined],
  ['smtp://127.0.0.1?tls=', undefined],
])('%s: %s', (url, mode) => {
  expect(smtpTlsMode(new URL(url))).toBe(mode);
});

describe.each([
  ['smtp', false],
  ['smtps', true],
])('%s to a server of this machine whose certificate is its own', (scheme, secure) => {
  let server: SMTPServer;
  let port: number;
  let encrypted: boolean[];

  beforeEach(async () => {
    encrypted = [];
    server = new SMTPServer({
      // Without a certificate given, it has one that it signed itself.
      secure,
      authOptional: true,
      logger: false,
      closeTimeout: 1,
      onData: (stream, session, done) => {
        encrypted.push(session.secure);
        stream.on('end', done).resume();
      },
    });
    server.on('error', () => undefined);
    await once(server.listen(0, '127.0.0.1'), 'listening');
    ({ port } = server.server.address() as AddressInfo);
  });
  afterEach(async () => {
    await new Promise<void>((resolve) => {
      server.close(resolve);
    });
  });

  const send = (parameters = '') => {
    const url = `${scheme}://127.0.0.1:${port}${parameters}`;
    return openSmtpMailer({ url, from: email('postern@example.org') }).send(MAIL);
  };

  test('is encrypted, and whose certificate it is is not asked', async () => {
    expect(await send()).toBe('sent');
    expect(await send('?requireTLS=true')).toBe('sent');
    expect(encrypted).toEqual([true, true]);
  });

  test('with tls=verify nothing is sent, and the failure says where and why', async () => {
    const error: unknown = await send('?tls=verify').catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(new RegExp(`^SmtpFailure: the mail server 127.0.0.1:${port} .*: .*certificate`));
    expect(encrypted).toEqual([]);
  });
});

test('a server that is not there is named, without the password', async () => {
  const url = 'smtp://user:hunter2@127.0.0.1:1';
  const error: unknown = await openSmtpMailer({ url, from: email('postern@example.org') })
    .send(MAIL)
    .catch((thrown: unknown) => thrown);
  expect(String(error)).toMatch(/mail server 127\.0\.0\.1:1 .*ECONNREFUSED/);
  expect(String(error)).not.toContain('hunter');
});
