import type { EmailAddress } from '../../domain/addresses/email-address.js';
import { pageOf, type PageRequest, type Page } from '../page.js';
import type { ActivityLog, ActivityRecord } from '../ports/activity-log.js';

export interface ListActivityCommand extends PageRequest {
  readonly owner: EmailAddress;
}

/** What an owner did, newest first. */
export class ListActivity {
  constructor(private readonly activity: ActivityLog) {}

  async execute({ owner, ...request }: ListActivityCommand): Promise<Page<ActivityRecord>> {
    return pageOf(request, (page) => this.activity.list({ owner, ...page }));
  }
}
