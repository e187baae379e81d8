import { readFile } from 'node:fs/promises';
import type { Api } from '../api.js';
import type { Answer } from '../pipeline/answer.js';
import type { Route } from '../pipeline/routing/route.js';
import { documentOf } from './openapi-document.js';

const MAX_AGE_SECONDS = 300;

/**
 * Redoc styles what it draws by style elements, and searches in a worker that it makes of a blob.
 * Everything else comes from here or not at all.
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

/** Its references are relative, so that it is right behind a proxy that serves us under a path. */
const PAGE: Answer = {
  status: 200,
  type: 'text/html; charset=utf-8',
  contentPolicy: POLICY,
  publicForSeconds: MAX_AGE_SECONDS,
  body: `<!doctype html>
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
`,
};

/** The document of these APIs, for programs and, with Redoc's file, for people. */
export function docsRoutes(apis: readonly [Api, ...Api[]], redocFile: string | undefined): readonly Route[] {
  const forPeople = redocFile === undefined ? [] : [docsRoute('/docs', () => PAGE), redocRoute(redocFile)];
  return [openApiRoute(apis), ...forPeople];
}

/** `GET /openapi.json`: made once, of the routes that are there. */
function openApiRoute(apis: readonly [Api, ...Api[]]): Route {
  let body: string | undefined;
  return docsRoute('/openapi.json', () => {
    body ??= JSON.stringify(documentOf(apis));
    return { status: 200, body, publicForSeconds: MAX_AGE_SECONDS };
  });
}

/** `GET /docs/redoc.js`: 1 MB, which is read at the first request and kept. */
function redocRoute(file: string): Route {
  let body: Uint8Array | undefined;
  return docsRoute('/docs/redoc.js', async () => {
    body ??= await readFile(file);
    return { status: 200, body, type: 'text/javascript; charset=utf-8', publicForSeconds: MAX_AGE_SECONDS };
  });
}

function docsRoute(path: string, handle: Route['handle']): Route {
  return { method: 'get', path, operation: 'docs', access: { by: 'anyone' }, handle };
}
