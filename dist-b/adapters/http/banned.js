const HINTS = {
    email: 'The address that the mail would go to is banned here.',
    domain: 'The domain is banned here.',
    handle: 'The handle is banned here.',
    ip: 'Requests from your IP address are banned here.',
};
/** For 403. The operator's own reason stays with the operator. */
export function bannedRefusal({ by }) {
    return { error: 'banned', reason: by, hint: HINTS[by] };
}
export const BANNED_EXAMPLES = [bannedRefusal({ by: 'handle' })];
