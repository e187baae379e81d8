import { err, ok } from './result.js';
/**
 * An address that we give out, and its goto: where the mail goes, which is the mailbox of the alias's owner.
 *
 * An alias never points at itself: Postfix would take such a mail and then bounce it.
 */
export class Alias {
    address;
    goto;
    active;
    constructor(address, goto, 
    /** An inactive alias forwards nothing, and keeps its address from everybody else for good. */
    active) {
        this.address = address;
        this.goto = goto;
        this.active = active;
        Object.freeze(this);
    }
    static of(address, goto, active = true) {
        if (address.value === goto.value)
            return err({ kind: 'points_at_itself' });
        return ok(new Alias(address, goto, active));
    }
}
