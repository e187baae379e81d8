import type { Route } from './route.js';
type Json = Readonly<Record<string, unknown>>;
/** The OpenAPI 3.1 document of these routes. */
export declare function documentOf(routes: readonly Route[]): Json;
export {};
