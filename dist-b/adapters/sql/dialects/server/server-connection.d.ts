import type { Socket } from 'node:net';
import { CompiledQuery, type QueryResult } from 'kysely';
import type { PluralConnection } from '../../execute-together.js';
export type Statement = Pick<CompiledQuery, 'sql' | 'parameters'>;
/** One connection to a server, as its driver package gives it. */
export interface Session {
    /** Sends all of them at once; the first that fails is thrown. */
    query(statements: readonly Statement[]): Promise<readonly QueryResult<unknown>[]>;
    /** It goes away by itself where it is cut off, also while nobody uses it. */
    readonly socket: Socket;
    /** Takes leave, as nothing is under way. Who does not answer that is not waited for. */
    close(): void;
}
/**
 * What an error of the driver package means: `lost` (the connection is of no more use), `contended` (no effect, try again),
 * `unavailable` (no effect, the server's trouble), or `fault`, which is ours.
 */
export type Trouble = 'lost' | 'contended' | 'unavailable' | 'fault';
/** A session whose statements end in time, and whose errors say what may be done about them. */
export declare class ServerConnection implements PluralConnection {
    private readonly session;
    private readonly judge;
    private readonly statementTimeoutMs;
    private isBeginning;
    constructor(session: Session, judge: (error: unknown) => Trouble, statementTimeoutMs: number);
    /** Broken ones are never used again: an answer that is still owed would be taken for the next one's. */
    get isBroken(): boolean;
    /** Begins a transaction: with its first statement, so that the server is not waited for once more. */
    begin(): void;
    /** Ends a transaction that has not really begun; `false` where the server must be told. */
    endUnbegun(): boolean;
    executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>>;
    executeAll(queries: readonly CompiledQuery[]): Promise<readonly QueryResult<unknown>[]>;
    streamQuery(): never;
    close(): void;
    private translate;
}
