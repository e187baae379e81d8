import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { cachePublicly } from '../pipeline/cache-publicly.js';
import type { Context } from '../pipeline/context.js';
import { documentOf } from './openapi-document.js';
import type { Route } from '../pipeline/route.js';

const MAX_AGE_SECONDS = 300;

/** `GET /openapi.json`: made of the routes that are there, once. */
export function openApiDocument(routes: readonly Route[]) {
  let document: string | undefined;
  return function openApi(ctx: Context): void {
    document ??= JSON.stringify(documentOf(routes));
    cachePublicly(ctx, MAX_AGE_SECONDS);
    ctx.type = 'json';
    ctx.body = document;
  };
}

/**
 * Redoc styles what it draws by style elements, and searches in a worker that it makes of a blob. Everything else comes from here
 * or not at all.
 */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'unsafe-inline'",
  "connect-src 'self'",
  "img-src 'self' data:",
  'worker-src blob:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** What is named in it is relative, so that it is right behind a proxy that serves us under a path. */
const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Postern: the API</title>
</head>
<body>
<noscript>This page needs JavaScript. The same for programs: <a href="openapi.json">openapi.json</a></noscript>
<redoc spec-url="openapi.json"></redoc>
<script src="docs/redoc.js"></script>
</body>
</html>
`;

/** `GET /docs`, for people. */
export function docsPage(ctx: Context): void {
  ctx.set('Content-Security-Policy', POLICY);
  cachePublicly(ctx, MAX_AGE_SECONDS);
  ctx.type = 'html';
  ctx.body = PAGE;
}

/** `GET /docs/redoc.js`. */
export function redocScript(file: string) {
  return async function script(ctx: Context): Promise<void> {
    const { size } = await stat(file);
    cachePublicly(ctx, MAX_AGE_SECONDS);
    ctx.type = 'js';
    ctx.body = createReadStream(file);
    ctx.length = size;
  };
}
