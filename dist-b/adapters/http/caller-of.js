/** Whoever the key speaks for: for routes behind requireKey. */
export function callerOf(ctx) {
    const { caller } = ctx.state;
    if (!caller)
        throw new Error('the route stands behind no key check');
    return caller;
}
/** By what way the caller asks for a change. */
export function originOf(ctx) {
    return {
        keyId: callerOf(ctx).keyId,
        requestId: ctx.state.requestId,
        ip: ctx.ip,
        userAgent: ctx.get('User-Agent'),
    };
}
