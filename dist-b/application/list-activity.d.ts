import type { EmailAddress } from '../domain/email-address.js';
import { type PageRequest, type Page } from './page.js';
import type { ActivityLog, ActivityRecord } from './ports/activity-log.js';
export interface ListActivityCommand extends PageRequest {
    readonly owner: EmailAddress;
}
/** What an owner did, newest first. */
export declare class ListActivity {
    private readonly activity;
    constructor(activity: ActivityLog);
    execute({ owner, ...request }: ListActivityCommand): Promise<Page<ActivityRecord>>;
}
