import { err, ok } from '../domain/result.js';
const REFUSED = { not_found: 'alias_unknown', not_owned: 'alias_not_owned', inactive: 'alias_inactive' };
/** Lets an owner's alias forward nothing more. Its address stays the owner's for good. */
export class DeleteAlias {
    aliases;
    constructor(aliases) {
        this.aliases = aliases;
    }
    async execute({ address, owner, origin }) {
        const outcome = await this.aliases.deactivate(address, owner, origin);
        return outcome === 'deactivated' ? ok(address) : err({ kind: REFUSED[outcome], address });
    }
}
