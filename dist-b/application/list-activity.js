import { pageOf } from './page.js';
/** What an owner did, newest first. */
export class ListActivity {
    activity;
    constructor(activity) {
        this.activity = activity;
    }
    async execute({ owner, ...request }) {
        return pageOf(request, (page) => this.activity.list({ owner, ...page }));
    }
}
