/** What an owner can do, and the route by which. */
export const ACTIVITY_ROUTES = {
    alias_create: '/api/alias/create',
    alias_delete: '/api/alias/delete',
    handle_create: '/api/handle/create',
    handle_delete: '/api/handle/delete',
};
