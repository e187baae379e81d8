import { err, ok } from '../domain/result.js';
/** What a token would confirm. Changes nothing: mail scanners open links. */
export class ShowCredentials {
    requests;
    secrets;
    clock;
    constructor(requests, secrets, clock) {
        this.requests = requests;
        this.secrets = secrets;
        this.clock = clock;
    }
    async execute(token) {
        const request = await this.requests.find(this.secrets.hash(token), this.clock.now());
        return request ? ok(request) : err({ kind: 'invalid_or_expired' });
    }
}
