import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

export interface PeerLimits {
  /** How long a connection whose end we have sent waits for the peer's. */
  readonly lingerMs: number;
  /** How long a peer may take to receive an answer. */
  readonly answerTimeoutMs: number;
}

/** A caller's connection, and the exchanges on it that have begun and not ended: request read and answer sent. */
export class Connection {
  readonly exchanges = new Set<ServerResponse>();
  private awaited: { readonly what: ServerResponse | 'end'; readonly sinceMs: number } | undefined;

  constructor(readonly socket: Duplex) {}

  isIdle(): boolean {
    return [...this.exchanges].every((response) => response.writableFinished);
  }

  /** Destroys it if the peer is to receive an answer, or to close its side, and has not done so in time. */
  destroyIfOverdue(nowMs: number, { lingerMs, answerTimeoutMs }: PeerLimits): void {
    const what = this.socket.writableEnded ? 'end' : this.answering();
    if (what === undefined) this.awaited = undefined;
    else if (this.awaited?.what !== what) this.awaited = { what, sinceMs: nowMs };
    else if (nowMs - this.awaited.sinceMs >= (what === 'end' ? lingerMs : answerTimeoutMs)) this.socket.destroy();
  }

  /** The answer that is on its way out; those behind it wait for it (RFC 9112 9.3.2). */
  private answering(): ServerResponse | undefined {
    for (const response of this.exchanges) {
      if (!response.writableFinished) return response.headersSent ? response : undefined;
    }
    return undefined;
  }
}
