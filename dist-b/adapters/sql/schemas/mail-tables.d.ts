import type { ColumnType, Generated } from 'kysely';
import type { DialectName } from '../dialects/dialect.js';
import type { GeneratedTimeColumn, TimeColumn } from './keys-table.js';
import type { Migrations } from './mail-schema.js';
/** Ours beside every mail server's: requests for keys, and the queue of the mails about them. */
export type MailTables = {
    postern_credential_request: {
        id: Generated<number>;
        token_hash: Uint8Array;
        owner_email: string;
        /** The owner's address in the latest request of theirs, NULL in those before: its unique index is the cool-down's lock. */
        latest_for: ColumnType<string | null, string | null, string | null>;
        days: number;
        created_at: GeneratedTimeColumn;
        expires_at: TimeColumn;
        confirmed_at: ColumnType<unknown, string | null | undefined, string>;
    };
    postern_outbox: {
        id: Generated<number>;
        recipient: string;
        subject: string;
        /** With the token in it, until the row goes. */
        body: string;
        attempts: Generated<number>;
        /** Also the end of a lease. */
        due_at: TimeColumn;
        expires_at: TimeColumn;
    };
};
/** Needed and made where keys by mail are configured, and only there. */
export declare const MAIL_TABLE_USES: {
    readonly postern_credential_request: {
        readonly madeBy: "postern";
        readonly optional: true;
        readonly key: "latest_for";
        readonly select: readonly ["id", "token_hash", "owner_email", "latest_for", "days", "created_at", "expires_at", "confirmed_at"];
        readonly insert: readonly ["token_hash", "owner_email", "latest_for", "days", "created_at", "expires_at"];
        readonly claims: true;
        readonly update: readonly ["latest_for", "confirmed_at"];
        readonly delete: true;
    };
    readonly postern_outbox: {
        readonly madeBy: "postern";
        readonly optional: true;
        readonly select: readonly ["id", "recipient", "subject", "body", "attempts", "due_at", "expires_at"];
        readonly insert: readonly ["recipient", "subject", "body", "due_at", "expires_at"];
        readonly update: readonly ["attempts", "due_at"];
        readonly delete: true;
    };
};
/** Both tables stay small, for what has expired is removed, so that the unique indexes are all they need. */
export declare function mailMigrations(dialect: DialectName): Migrations;
