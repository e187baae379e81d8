import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between a service and its database's server, and counts how often the service asks and then waits for the answer. */
export class TripCounter implements AsyncDisposable {
  trips = 0;
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly listener: Server,
    private readonly target: URL,
  ) {}

  /** In front of the server that a URL names. */
  static async start(url: string): Promise<TripCounter> {
    const listener = createServer();
    const counter = new TripCounter(listener, new URL(url));
    listener.on('connection', (client) => {
      counter.pass(client);
    });
    await once(listener.listen(0, '127.0.0.1'), 'listening');
    return counter;
  }

  /** The same database by way of this. */
  get url(): string {
    const { port } = this.listener.address() as AddressInfo;
    return Object.assign(new URL(this.target), { port: String(port) }).href;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await once(this.listener.close(), 'close');
  }

  private pass(client: Socket): void {
    const server = connect(Number(this.target.port), this.target.hostname);
    // What is sent in one go is one trip, in however many pieces it comes: only an answer in between begins another.
    let isAsking = false;
    client.on('data', (chunk) => {
      if (!isAsking) this.trips++;
      isAsking = true;
      server.write(chunk);
    });
    server.on('data', (chunk) => {
      isAsking = false;
      client.write(chunk);
    });
    for (const [socket, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.sockets.add(socket.setNoDelay(true));
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.sockets.delete(socket);
        other.destroy();
      });
    }
  }
}
