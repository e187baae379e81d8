import { err, ok } from '../domain/result.js';
/** Lets an owner's handle forward nothing more; it stays reserved. Repeating it changes nothing and succeeds. */
export class ReleaseHandle {
    handles;
    constructor(handles) {
        this.handles = handles;
    }
    async execute({ handle, owner, origin }) {
        switch (await this.handles.release(handle, owner, origin)) {
            case 'released':
            case 'inactive':
                return ok(handle);
            case 'not_found':
                return err({ kind: 'handle_unknown', handle });
            case 'not_owned':
                return err({ kind: 'handle_not_owned', handle });
        }
    }
}
