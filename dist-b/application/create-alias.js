import { Alias } from '../domain/alias.js';
import { decideConflict } from '../domain/conflict-policy.js';
import { EmailAddress } from '../domain/email-address.js';
import { isReservedHandle } from '../domain/reserved-handles.js';
import { err, ok } from '../domain/result.js';
/** Makes `handle@domain` forward to its owner. The alias is durable before this resolves. */
export class CreateAlias {
    domains;
    aliases;
    policy;
    bans;
    constructor(domains, aliases, policy, 
    /** Absent: nobody is banned. */
    bans) {
        this.domains = domains;
        this.aliases = aliases;
        this.policy = policy;
        this.bans = bans;
    }
    async execute(command) {
        const address = EmailAddress.of(command.handle, command.domain);
        if (!address.ok)
            return address;
        const banned = command.asker === 'owner' ? await this.bans?.find(subjectOf(command)) : undefined;
        if (banned)
            return err(banned);
        const served = await this.domains.find(command.domain);
        if (!served?.active)
            return err({ kind: 'domain_not_served', domain: command.domain });
        const taken = err({ kind: 'address_taken', address: address.value });
        if (command.asker === 'owner' && isReservedHandle(command.handle))
            return taken;
        const alias = Alias.of(address.value, command.goto);
        // The address is the owner's own mailbox, so it is not free.
        if (!alias.ok)
            return taken;
        return (await this.claim(alias.value, command.origin)) ?? taken;
    }
    async claim(alias, origin) {
        const outcome = await this.aliases.claim(alias, origin);
        if (outcome.kind === 'claimed')
            return ok({ alias, created: true });
        if (outcome.kind === 'limit_reached')
            return err({ kind: 'alias_limit_reached', domain: alias.address.domain, limit: outcome.limit });
        switch (decideConflict(this.policy, alias.goto, outcome.by)) {
            case 'taken':
                return undefined;
            case 'already_held':
                return ok({ alias, created: false });
            case 'revive':
                return (await this.aliases.revive(alias, origin)) === 'revived' ? ok({ alias, created: false }) : undefined;
        }
    }
}
function subjectOf({ handle, domain, goto, origin }) {
    return { handle, domain, owner: goto, ip: origin?.ip };
}
