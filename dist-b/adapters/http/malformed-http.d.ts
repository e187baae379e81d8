import type { ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
/**
 * Answers what is no HTTP, or came too slowly, in the form of the contract, and closes the connection.
 *
 * The broken request may follow good ones on its connection, whose answers must go out first and must not be mixed with this one.
 */
export declare function refuseMalformedHttp(error: NodeJS.ErrnoException, socket: Duplex, exchanges: readonly ServerResponse[]): void;
