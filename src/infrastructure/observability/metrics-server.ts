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

/** Serves the metrics on a port of their own, which is the operator's alone. */
export class MetricsServer {
  private readonly server: HttpServer;

  constructor(
    metrics: MetricsText,
    private readonly address: { readonly host: string; readonly port: number },
    private readonly logger: Logger,
  ) {
    const app = plainApp((request, response) => void answer(metrics, request, response, logger));
    this.server = new HttpServer(app, { maxConnections: MAX_CONNECTIONS });
  }

  /** Resolves once it listens. */
  async start(): Promise<void> {
    const { host, port } = this.address;
    const url = `${await this.server.listen(port, host)}${PATH}`;
    this.logger.info({ url }, `metrics at ${url}`);
  }

  stop(): Promise<void> {
    return this.server.stop();
  }
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
