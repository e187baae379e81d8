import { isReservedHandle } from '../domain/reserved-handles.js';
import { err, ok } from '../domain/result.js';
/** Takes a handle on every domain. Role names (`postmaster`, `abuse` …) are the operator's alone. */
export class TakeHandle {
    handles;
    bans;
    constructor(handles, 
    /** Absent: nobody is banned. */
    bans) {
        this.handles = handles;
        this.bans = bans;
    }
    async execute({ handle, owner, origin }) {
        const banned = await this.bans?.find({ handle, owner, ip: origin?.ip });
        if (banned)
            return err(banned);
        const outcome = isReservedHandle(handle) ? 'held' : await this.handles.take(handle, owner, origin);
        return outcome === 'taken_now' ? ok(handle) : err({ kind: 'handle_taken', handle });
    }
}
