import type { EmailAddress } from '../../domain/email-address.js';
/** What an owner can do, and the route by which. */
export declare const ACTIVITY_ROUTES: {
    readonly alias_create: "/api/alias/create";
    readonly alias_delete: "/api/alias/delete";
    readonly handle_create: "/api/handle/create";
    readonly handle_delete: "/api/handle/delete";
};
export type ActivityType = keyof typeof ACTIVITY_ROUTES;
/** A change that an owner made. Rows may be written by others, so all text is of any form. */
export interface ActivityRecord {
    readonly id: number;
    readonly type: ActivityType;
    readonly occurredAt: Date;
    readonly route: string;
    /** The address, or the handle, that it was about; `undefined` where the row does not say. */
    readonly subject: string | undefined;
}
export interface ActivityQuery {
    readonly owner: EmailAddress;
    readonly limit: number;
    readonly offset: number;
    /** Only what came before this record. */
    readonly beforeId?: number | undefined;
}
/** For reading what owners did, newest first. Stores write it, each in the transaction of the change itself. */
export interface ActivityLog {
    list(query: ActivityQuery): Promise<readonly ActivityRecord[]>;
}
