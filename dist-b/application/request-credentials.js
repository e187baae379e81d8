import { err, ok } from '../domain/result.js';
import { confirmationMail } from './confirmation-mail.js';
import { IssueKey } from './issue-key.js';
const MINUTE_MS = 60_000;
/**
 * Queues a mail that brings its reader to a key. Its success says nothing of the owner: it is the same whether they have keys, or
 * asked a moment ago, when no second mail is sent.
 */
export class RequestCredentials {
    domains;
    requests;
    secrets;
    clock;
    linkTo;
    bell;
    bans;
    /** How long a mailed token works. */
    static TTL_MINUTES = 15;
    /** An address gets one mail in this time, whoever asks. */
    static COOL_DOWN_MS = 60_000;
    constructor(domains, requests, secrets, clock, linkTo, bell, 
    /** Absent: nobody is banned. */
    bans) {
        this.domains = domains;
        this.requests = requests;
        this.secrets = secrets;
        this.clock = clock;
        this.linkTo = linkTo;
        this.bell = bell;
        this.bans = bans;
    }
    async execute({ owner, days, ip, }) {
        if (!Number.isInteger(days) || days < IssueKey.MIN_DAYS || days > IssueKey.MAX_DAYS)
            return err({ kind: 'days_out_of_range', min: IssueKey.MIN_DAYS, max: IssueKey.MAX_DAYS });
        const banned = await this.bans?.find({ owner, ip });
        if (banned)
            return err(banned);
        if (await this.domains.find(owner.domain))
            return err({ kind: 'domain_served_here', domain: owner.domain });
        const ttlMinutes = RequestCredentials.TTL_MINUTES;
        const token = this.secrets.generate();
        const createdAt = this.clock.now();
        const expiresAt = new Date(createdAt.getTime() + ttlMinutes * MINUTE_MS);
        const request = { tokenHash: this.secrets.hash(token), owner, days, createdAt, expiresAt };
        const coolDownSince = new Date(createdAt.getTime() - RequestCredentials.COOL_DOWN_MS);
        const mail = confirmationMail(request, this.linkTo(token), ttlMinutes);
        if ((await this.requests.add(request, mail, coolDownSince)) === 'added')
            this.bell.ring();
        return ok({ ttlMinutes });
    }
}
