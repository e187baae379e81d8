import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { plainApp } from '../../adapters/http/plain-app.js';
import { HttpServer } from '../../adapters/http/server/http-server.js';

const PATH = '/metrics';
const MAX_CONNECTIONS = 100;

interface MetricsText {
  readonly contentType: string;
  text(): Promise<string>;
}

/** Serves the metrics on a port of their own, which is nobody's but the operator's. Resolves once it listens. */
export async function startMetricsServer(
  metrics: MetricsText,
  { host, port }: { readonly host: string; readonly port: number },
  logger: Logger,
): Promise<HttpServer> {
  const server = new HttpServer(
    plainApp((request, response) => void answer(metrics, request, response, logger)),
    { maxConnections: MAX_CONNECTIONS },
  );
  const url = `${await server.listen(port, host)}${PATH}`;
  logger.info({ url }, `metrics at ${url}`);
  return server;
}

async function answer(metrics: MetricsText, request: IncomingMessage, response: ServerResponse, logger: Logger) {
  if (request.url?.split('?')[0] !== PATH) {
    response.writeHead(404).end();
    return;
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    return;
  }
  try {
    const text = await metrics.text();
    response.writeHead(200, { 'Content-Type': metrics.contentType, 'Cache-Control': 'no-store' }).end(text);
  } catch (error) {
    logger.error({ err: error }, 'the metrics could not be read');
    response.writeHead(500).end();
  }
}
