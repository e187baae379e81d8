import koaCors from '@koa/cors';
import { methodsOf } from './answer-unmatched.js';
import { allowedOrigin } from './cors-origins.js';
const REQUEST_HEADERS = ['X-API-Key', 'Content-Type', 'X-Request-Id'];
const READABLE_HEADERS = ['X-Request-Id', 'Retry-After', 'RateLimit', 'RateLimit-Policy'];
/** How long a browser may remember a preflight's answer: as long as Chromium does at most. */
const PREFLIGHT_MAX_AGE_SECONDS = 7_200;
/**
 * Lets pages and extensions of these origins read the answers, errors too, so it stands before whatever refuses.
 * Never with credentials: the key is a header, and no cookie means anything here.
 */
export function shareWithOrigins(origins) {
    const share = corsFor(origins, []);
    return async function cors(ctx, next) {
        if (ctx.method !== 'OPTIONS') {
            await share(ctx, next);
            return;
        }
        ctx.vary('Origin');
        await next();
    };
}
/** Answers a preflight of a path that has routes; it stands behind them, and needs no key, for a browser sends none. */
export function answerPreflight(origins) {
    return async function preflight(ctx, next) {
        const methods = methodsOf(ctx);
        if (ctx.method === 'OPTIONS' && ctx.get('Origin') !== '' && methods.length > 0) {
            await corsFor(origins, methods)(ctx, next);
        }
        else {
            await next();
        }
    };
}
function corsFor(origins, methods) {
    return koaCors({
        origin: (ctx) => allowedOrigin(origins, ctx.get('Origin')),
        allowMethods: methods,
        allowHeaders: REQUEST_HEADERS,
        exposeHeaders: READABLE_HEADERS,
        maxAge: PREFLIGHT_MAX_AGE_SECONDS,
    });
}
