/** The pattern of the route, never the path that the caller wrote. */
export function routeOf(ctx) {
    const path = ctx.matched?.[0]?.path;
    return path === undefined ? undefined : String(path);
}
