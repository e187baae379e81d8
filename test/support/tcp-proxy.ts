import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/**
 * What becomes of a message from a client that matches: it is never forwarded and the connection is cut; it is forwarded, and the
 * connection is cut in place of the answer; it is never forwarded and nothing else happens; it is forwarded when all `flow` again.
 */
type Fate = 'cut' | 'lose the answer' | 'swallow' | 'hold';

export interface Interference {
  /** Is asked of each chunk that comes from a client, as Latin-1. Statements and their texts pass as they are. */
  readonly when: RegExp;
  readonly fate: Fate;
  /** How many messages share this fate; one by default. */
  readonly times?: number;
  /** Runs when the server knows that its side is cut, and before the client knows. */
  readonly meanwhile?: () => Promise<void>;
}

interface Link {
  readonly client: Socket;
  readonly server: Socket;
}

/** Stands between a client and a server on 127.0.0.1, and interferes as it is told. */
export class TcpProxy implements AsyncDisposable {
  private readonly links = new Set<Link>();
  private readonly listener: Server;
  private interference: { readonly rule: Interference; left: number } | undefined;
  private isStalled = false;
  /** What waits to be forwarded, in its order. */
  private held: (() => void)[] = [];
  private readonly watched: { readonly pattern: RegExp; count: number }[] = [];

  private constructor(private readonly target: { readonly host: string; readonly port: number }) {
    // Who takes leave is answered as the server answers it: not at all, where that is stalled.
    this.listener = createServer({ allowHalfOpen: true }, (client) => {
      this.accept(client);
    });
  }

  /** In front of the server that a URL names. */
  static async start(url: string): Promise<TcpProxy> {
    const { hostname, port } = new URL(url);
    const proxy = new TcpProxy({ host: hostname, port: Number(port) });
    await proxy.listen(0);
    return proxy;
  }

  get port(): number {
    return (this.listener.address() as AddressInfo).port;
  }

  /** The same URL by way of this proxy. */
  through(url: string): string {
    return Object.assign(new URL(url), { hostname: '127.0.0.1', port: String(this.port) }).href;
  }

  get openConnections(): number {
    return this.links.size;
  }

  /** In place of what was told before; `undefined` where it is to interfere no more. */
  interfere(rule: Interference | undefined): void {
    this.interference = rule && { rule, left: rule.times ?? 1 };
  }

  /** Whether a fate that was told is still to come. */
  get isArmed(): boolean {
    return this.interference !== undefined;
  }

  /** Counts the chunks of clients that match, from now on. */
  watch(pattern: RegExp): { readonly count: number } {
    const watched = { pattern, count: 0 };
    this.watched.push(watched);
    return watched;
  }

  cutAll(): void {
    for (const link of this.links) hangUp(link);
  }

  /** From here on it takes connections and bytes, and forwards nothing either way. */
  stall(): void {
    this.isStalled = true;
  }

  /** Forwards what was held, and all that comes. */
  flow(): void {
    this.isStalled = false;
    for (const forward of this.held.splice(0)) forward();
  }

  /** Cuts all connections and refuses every other, until `[Symbol.asyncDispose]`. */
  goAway(): void {
    this.listener.close();
    this.cutAll();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = this.listener.listening ? once(this.listener, 'close') : undefined;
    this.goAway();
    await closed;
  }

  private async listen(port: number): Promise<void> {
    this.listener.listen(port, '127.0.0.1');
    await once(this.listener, 'listening');
  }

  private accept(client: Socket): void {
    const link = { client, server: connect({ ...this.target, allowHalfOpen: true }) };
    this.links.add(link);
    for (const socket of [link.client, link.server]) {
      socket.setNoDelay(true);
      // What matters of an error is the close that follows it.
      socket.on('error', () => undefined);
    }
    client.on('data', (chunk: Buffer) => {
      this.fromClient(link, chunk);
    });
    link.server.on('data', (chunk: Buffer) => {
      this.forward(() => client.write(chunk));
    });
    client.on('end', () => {
      this.forward(() => link.server.end());
    });
    link.server.on('end', () => {
      this.forward(() => client.end());
    });
    client.on('close', () => {
      this.links.delete(link);
      link.server.destroy();
    });
    link.server.on('close', () => {
      this.forward(() => client.destroy());
    });
  }

  private fromClient(link: Link, chunk: Buffer): void {
    const text = chunk.toString('latin1');
    for (const watched of this.watched) if (watched.pattern.test(text)) watched.count++;
    const met = this.interference;
    if (!met?.rule.when.test(text)) {
      this.forward(() => link.server.write(chunk));
      return;
    }
    if (--met.left === 0) this.interference = undefined;
    switch (met.rule.fate) {
      case 'cut':
        void cut(link, met.rule);
        break;
      case 'lose the answer':
        for (const event of ['data', 'end']) link.server.removeAllListeners(event);
        link.server.once('data', () => void cut(link, met.rule));
        link.server.write(chunk);
        break;
      case 'hold':
        this.held.push(() => link.server.write(chunk));
        break;
      case 'swallow':
    }
  }

  private forward(write: () => void): void {
    if (this.isStalled) this.held.push(write);
    else write();
  }
}

async function cut(link: Link, { meanwhile }: Interference): Promise<void> {
  for (const event of ['end', 'close']) link.server.removeAllListeners(event);
  link.server.destroy();
  await meanwhile?.();
  hangUp(link);
}

function hangUp({ client, server }: Link): void {
  client.destroy();
  server.destroy();
}
