import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from '@jest/globals';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { openSmtpMailer } from '../../../../src/adapters/smtp/smtp-mailer.js';
import { email } from '../../../support/samples.js';

const MAIL = { to: email('owner@example.net'), subject: 'Confirm', text: 'token=hunter3\n' };

async function sendTo(options: SMTPServerOptions, times = 1): Promise<unknown> {
  const server = new SMTPServer({ logger: false, disabledCommands: ['STARTTLS'], closeTimeout: 1, ...options });
  server.on('error', () => undefined);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.server.address() as AddressInfo;
  try {
    const url = `smtp://user:hunter2@127.0.0.1:${port}`;
    const mailer = openSmtpMailer({ url, from: email('postern@example.org') });
    for (let sent = 1; sent < times; sent++) await mailer.send(MAIL);
    return await mailer.send(MAIL);
  } catch (error) {
    return error;
  } finally {
    await new Promise<void>((resolve) => {
      server.close(resolve);
    });
  }
}

const refusal = (responseCode: number) => Object.assign(new Error('no, owner@example.net hunter3'), { responseCode });

describe('the SMTP mailer', () => {
  test('a recipient that is refused for good is told apart from one to try again', async () => {
    const answering = (code: number): SMTPServerOptions => ({
      authOptional: true,
      onAuth: (_auth, _session, done) => {
        done(null, { user: 'user' });
      },
      onRcptTo: (_address, _session, done) => {
        done(refusal(code));
      },
    });
    expect(await sendTo(answering(550))).toBe('refused');
    expect(await sendTo(answering(450))).toMatchObject({ message: expect.stringMatching(/RCPT TO 450$/) });
  });

  const recording = (senders: string[], refuses: (sender: string) => boolean): SMTPServerOptions => ({
    authOptional: true,
    onAuth: (_auth, _session, done) => {
      done(null, { user: 'user' });
    },
    onMailFrom: ({ address }, _session, done) => {
      senders.push(address);
      done(refuses(address) ? refusal(550) : null);
    },
    onData: (stream, _session, done) => {
      text(stream).then(() => {
        done();
      }, done);
    },
  });

  test('no mail has a sender to bounce to, unless the server insists on one, which is then remembered', async () => {
    const senders: string[] = [];
    expect(await sendTo(recording(senders, () => false))).toBe('sent');
    expect(senders).toEqual(['']);
    const insisted: string[] = [];
    expect(
      await sendTo(
        recording(insisted, (sender) => sender === ''),
        2,
      ),
    ).toBe('sent');
    expect(insisted).toEqual(['', 'postern@example.org', 'postern@example.org']);
    const refused: string[] = [];
    expect(await sendTo(recording(refused, () => true))).toMatchObject({ name: 'SmtpFailure' });
    expect(refused).toEqual(['', 'postern@example.org']);
  });

  test('a failure tells neither the password nor the mail nor its recipient', async () => {
    const error = await sendTo({
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => {
        done(refusal(535));
      },
    });
    expect(error).toMatchObject({ name: 'SmtpFailure', message: expect.stringContaining('EAUTH') });
    const told = error instanceof Error ? `${error.message} ${error.stack ?? ''} ${JSON.stringify(error)}` : '';
    expect(told).not.toMatch(/hunter|owner@/);
  });
});
