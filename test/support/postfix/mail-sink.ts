import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

const MAILBOX_FULL = 552;
const RECEIVE_TIMEOUT_MS = 10_000;

export interface ReceivedMail {
  /** Empty for a bounce. */
  readonly mailFrom: string;
  /** As the server wrote them to us: after its aliases. */
  readonly rcptTo: readonly string[];
  readonly subject: string;
  /** The first of each name, in lower case, unfolded. */
  readonly headers: ReadonlyMap<string, string>;
  /** Headers and body. */
  readonly text: string;
}

interface Waiter {
  readonly predicate: (mail: ReceivedMail) => boolean;
  readonly resolve: (mail: ReceivedMail) => void;
}

/** Where all mail of a test ends: an SMTP server on 127.0.0.1 that accepts everything and keeps it. */
export class MailSink implements AsyncDisposable {
  private readonly mails: ReceivedMail[] = [];
  private readonly waiters = new Set<Waiter>();
  private refuses: (recipient: string) => boolean = () => false;
  private readonly server = new SMTPServer({
    // Not what a Postfix calls itself, which would see a loop.
    name: 'sink.test',
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    // Postfix keeps a connection for its next mail; closing does not wait for that. (0 would mean 30 s.)
    closeTimeout: 1,
    onRcptTo: ({ address }, _session, done) => {
      done(this.refuses(address) ? Object.assign(new Error('mailbox full'), { responseCode: MAILBOX_FULL }) : null);
    },
    onData: (stream, session, done) => {
      this.receive(stream, session).then(() => {
        done();
      }, done);
    },
  });

  /** On a free port, or the one that is given: a sink that was away may come back. */
  static async start(port = 0): Promise<MailSink> {
    const sink = new MailSink();
    // A connection that is cut off while it closes is no failure of a test.
    sink.server.on('error', () => undefined);
    await once(sink.server.listen(port, '127.0.0.1'), 'listening');
    return sink;
  }

  /** From now on, mail to such a recipient is refused for good. */
  refuse(isRefused: (recipient: string) => boolean): void {
    this.refuses = isRefused;
  }

  get port(): number {
    return (this.server.server.address() as AddressInfo).port;
  }

  /** What has come so far, in the order of its coming. */
  all(): readonly ReceivedMail[] {
    return [...this.mails];
  }

  /** The first mail like this that has come or comes in time. */
  received(predicate: Waiter['predicate'], timeoutMs = RECEIVE_TIMEOUT_MS): Promise<ReceivedMail> {
    const here = this.mails.find(predicate);
    if (here) return Promise.resolve(here);
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        predicate,
        resolve: (mail) => {
          clearTimeout(timer);
          this.waiters.delete(waiter);
          resolve(mail);
        },
      };
      const timer = setTimeout(() => {
        this.waiters.delete(waiter);
        const came = this.mails.map(({ subject, rcptTo }) => `${subject} for ${rcptTo.join(', ')}`);
        reject(new Error(`no such mail in ${timeoutMs} ms; what came: ${came.join('; ') || 'nothing'}`));
      }, timeoutMs);
      this.waiters.add(waiter);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await new Promise<void>((resolve) => {
      this.server.close(resolve);
    });
  }

  private async receive(stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<void> {
    const text = await readText(stream);
    const headers = headersOf(text);
    const mail: ReceivedMail = {
      mailFrom: envelope.mailFrom ? envelope.mailFrom.address : '',
      rcptTo: envelope.rcptTo.map(({ address }) => address),
      subject: headers.get('subject') ?? '',
      headers,
      text,
    };
    this.mails.push(mail);
    for (const waiter of [...this.waiters]) if (waiter.predicate(mail)) waiter.resolve(mail);
  }
}

function headersOf(text: string): ReadonlyMap<string, string> {
  const [head = ''] = text.split('\r\n\r\n', 1);
  const lines = head.replace(/\r\n(?=[ \t])/g, '').split('\r\n');
  // The last of a name wins in a Map.
  return new Map(
    lines.reverse().map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    }),
  );
}
