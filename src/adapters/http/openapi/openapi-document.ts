import type { Api } from '../api.js';
import { HEADERS, type Json } from './headers.js';
import { type DocumentedRoute, operationOf, templateOf } from './operation.js';
import { schemeName, sharedResponses } from './refusals.js';
import { schemaOf } from './schema-of.js';

/** Of the document and of what it describes: the first number changes with what breaks a client. */
const VERSION = '1.0.0';

/** The OpenAPI 3.1 document of these APIs. */
export function documentOf(apis: readonly [Api, ...Api[]]): Json {
  const paths: Record<string, Json> = {};
  const tags = new Map<string, string>();
  for (const api of apis) {
    for (const route of api.routes.filter(isDocumented)) {
      const path = templateOf(route.path);
      paths[path] = { ...paths[path], [route.method]: operationOf(api, route) };
      tags.set(route.about.tag.name, route.about.tag.description);
    }
  }
  const description = apis.map(({ document }) => document.description).join('\n\n');
  return {
    openapi: '3.1.1',
    info: { title: 'Postern', summary: 'The alias API of a mail server', description, version: VERSION },
    // Relative to the document, so that it is right behind a proxy that serves us under a path.
    servers: [{ url: '.' }],
    tags: [...tags].map(([name, description]) => ({ name, description })),
    paths,
    components: {
      securitySchemes: Object.fromEntries(apis.map((api) => [schemeName(api), api.document.securityScheme])),
      schemas: Object.fromEntries(
        apis.map(({ document }) => [`${document.componentPrefix}Refusal`, schemaOf(document.refusal, 'output')]),
      ),
      headers: HEADERS,
      responses: Object.assign({}, ...apis.map(sharedResponses)) as Json,
    },
  };
}

function isDocumented(route: Api['routes'][number]): route is DocumentedRoute {
  return route.about !== undefined;
}
