import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const TIMEOUT_MS = 10_000;

/** An SMTP session with a server on 127.0.0.1 that sends whatever bytes it is given. */
export class SmtpDialogue implements Disposable {
  private readonly lines: AsyncIterator<string, void>;

  private constructor(private readonly socket: Socket) {
    this.lines = linesOf(socket);
  }

  /** Resolves once it is greeted, and its greeting answered. */
  static async open(port: number): Promise<SmtpDialogue> {
    const socket = connect(port, '127.0.0.1').setTimeout(TIMEOUT_MS, () => {
      socket.destroy(new Error(`no answer in ${TIMEOUT_MS} ms`));
    });
    await once(socket, 'connect');
    const dialogue = new SmtpDialogue(socket);
    await dialogue.answer();
    await dialogue.say('EHLO client.test');
    return dialogue;
  }

  /** The code of the answer to a line. */
  say(line: string | Buffer): Promise<number> {
    this.socket.write(Buffer.concat([Buffer.from(line), Buffer.from('\r\n')]));
    return this.answer();
  }

  recipient(address: string | Buffer): Promise<number> {
    return this.say(Buffer.concat([Buffer.from('RCPT TO:<'), Buffer.from(address), Buffer.from('>')]));
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }

  private async answer(): Promise<number> {
    for (;;) {
      const line = await this.lines.next();
      if (line.done === true) throw new Error('the server closed the connection');
      const [, code, goesOn] = /^(\d{3})(-?)/.exec(line.value) ?? [];
      if (code !== undefined && goesOn === '') return Number(code);
    }
  }
}

async function* linesOf(socket: Socket): AsyncGenerator<string, void> {
  let text = '';
  for await (const chunk of socket) {
    const lines = (text + (chunk as Buffer).toString('latin1')).split('\r\n');
    text = lines.pop() ?? '';
    yield* lines;
  }
}
