import { chmodSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { disposeAll } from '../support/dispose-all.js';
import { installation } from '../support/foreign/installations.js';
import { type InstalledDatabase, installDatabase } from '../support/installed-database.js';
import { describeWithPostfix } from '../support/postfix/describe-with-postfix.js';
import { MailSink } from '../support/postfix/mail-sink.js';
import { letPostfixIn } from '../support/postfix/mail-route.js';
import { PrivatePostfix } from '../support/postfix/private-postfix.js';
import { sendMail } from '../support/postfix/send-mail.js';
import { waitUntil } from '../support/servers/wait-until.js';
import { posternJson, serve, type ServiceProcess } from '../support/service-process.js';
import { TemporaryFolder } from '../support/temporary-folder.js';

const FULL = 'victim@full.example';

/**
 * The attack: who reads the mail of the sender's address asks for a key of a person whose mailbox is full, reads the token in the
 * bounce, and confirms it.
 */
describeWithPostfix('a confirmation mail that bounces', ['sqlite'], () => {
  const folder = new TemporaryFolder();
  let database: InstalledDatabase;
  let sink: MailSink;
  let postfix: PrivatePostfix;
  let service: ServiceProcess;
  let url: string;

  beforeAll(async () => {
    chmodSync(folder.path, 0o755);
    database = await installDatabase('sqlite', installation('sqlite', 'haltman'));
    letPostfixIn(database.url.replace(/^sqlite:/, ''));
    const at = { cwd: folder.path, env: { POSTERN_DATABASE_URL: database.url } };
    await posternJson(at, 'domain', 'add', 'example.org');
    // From before the address was reserved.
    await posternJson(at, 'alias', 'create', 'postern@example.org', '--goto', 'thief@example.net');
    const { main_cf: printed } = (await posternJson(at, 'postfix-maps', '--out', folder.file('maps'))) as {
      main_cf: string[];
    };
    sink = await MailSink.start();
    sink.refuse((recipient) => recipient === FULL);
    // The service may send anywhere.
    const trusted = ['mynetworks = 127.0.0.1/32', 'smtpd_relay_restrictions = permit_mynetworks, reject'];
    const mainCf = [...printed, ...trusted, 'smtpd_recipient_restrictions ='];
    postfix = await PrivatePostfix.start({ mainCf, sinkPort: sink.port });
    service = serve({
      ...at,
      env: {
        ...at.env,
        POSTERN_SMTP_URL: `smtp://127.0.0.1:${postfix.port}`,
        POSTERN_MAIL_FROM: 'postern@example.org',
        POSTERN_PUBLIC_URL: 'https://postern.test',
      },
    });
    url = await service.listening();
  });
  afterAll(async () => {
    await disposeAll(service, postfix, sink, database);
    folder[Symbol.dispose]();
  });

  test('reaches nobody, not even who has the sender’s address', async () => {
    const ask = (email: string) => fetch(`${url}/api/credentials/create?email=${email}&days=30`, { method: 'POST' });
    expect((await ask('well@example.net')).status).toBe(200);
    await sink.received(({ rcptTo }) => rcptTo.includes('well@example.net'));
    expect((await ask(FULL)).status).toBe(200);
    await waitUntil('it bounced and left the queue', () => {
      const id = /([0-9A-F]+): to=<victim@full\.example>.*status=bounced/.exec(postfix.logs())?.[1];
      return id !== undefined && postfix.logs().includes(`${id}: removed`);
    });
    // Whatever Postfix made of it would come before a mail that is sent now.
    await sendMail(postfix.port, { to: ['postern@example.org'], subject: 'later' });
    expect((await sink.received(({ subject }) => subject === 'later')).rcptTo).toEqual(['thief@example.net']);
    expect(sink.all().map(({ rcptTo, mailFrom }) => [...rcptTo, mailFrom])).toEqual([
      ['well@example.net', ''],
      ['thief@example.net', 'sender@example.com'],
    ]);
  });
});
