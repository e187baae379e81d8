import { err, ok } from '../domain/result.js';
/** Enables or disables an alias, whoever's it is: the operator's way. Its address stays its owner's. */
export class SwitchAlias {
    aliases;
    constructor(aliases) {
        this.aliases = aliases;
    }
    async execute({ address, active }) {
        const outcome = await this.aliases.setActive(address, active);
        return outcome === 'set' ? ok({ address, active }) : err({ kind: 'alias_unknown', address });
    }
}
