import type { Context } from './context.js';
import type { Route } from './route.js';
/** `GET /openapi.json`: made of the routes that are there, once. */
export declare function openApiDocument(routes: readonly Route[]): (ctx: Context) => void;
/** `GET /docs`, for people. */
export declare function docsPage(ctx: Context): void;
/** `GET /docs/redoc.js`. */
export declare function redocScript(file: string): (ctx: Context) => Promise<void>;
