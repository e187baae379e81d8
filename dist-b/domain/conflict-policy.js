/** How a create is answered where the address is held already; the operator's choice. */
export const CONFLICT_POLICIES = ['reject', 'idempotent', 'revive'];
/** An address once given out never passes to another owner, whatever the policy. */
export function decideConflict(policy, asker, holder) {
    if (holder.kind === 'other' || holder.alias.goto.value !== asker.value)
        return 'taken';
    switch (policy) {
        case 'reject':
            return 'taken';
        case 'idempotent':
            return holder.alias.active ? 'already_held' : 'taken';
        case 'revive':
            return holder.alias.active ? 'already_held' : 'revive';
    }
}
