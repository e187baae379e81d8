import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import { createHttpApp } from '../adapters/http/create-http-app.js';
import { createHttpServer } from '../adapters/http/create-http-server.js';
import { uts46 } from '../adapters/idna/uts46.js';
import { AuthenticateKey } from '../application/authenticate-key.js';
import { CreateAlias } from '../application/create-alias.js';
import type { Backend } from '../application/ports/backend.js';
import type { Settings } from './config.js';
import { composeUseCases } from './container.js';
import { logRequests } from './logger.js';

export interface HttpService {
  /** Where it listens, by the port that it really got. */
  readonly url: string;
  /**
   * Accepts nothing more, finishes what runs, then closes the backend. What still runs when the time limit is over, or when
   * `stop` is called again, is cut off.
   */
  stop(): Promise<void>;
}

/** Serves the HTTP API on an open backend, which it closes in the end. */
export async function startHttpService(settings: Settings, backend: Backend, logger: Logger): Promise<HttpService> {
  const useCases = composeUseCases(backend, settings.conflictPolicy);
  const app = createHttpApp(
    {
      authenticateKey: useCases.get(AuthenticateKey),
      createAlias: useCases.get(CreateAlias),
      probe: backend.probe,
      domainEncoding: uts46,
      observer: logRequests(logger),
    },
    { trustedProxies: settings.trustedProxies },
  );
  const handle = app.callback();
  const server = createHttpServer((request, response) => void handle(request, response));
  await listen(server, settings.host, settings.port);
  const url = urlOf(server);
  logger.info({ url }, `listening on ${url}`);

  let stopping: Promise<void> | undefined;
  return {
    url,
    stop: () => {
      if (stopping) server.closeAllConnections();
      return (stopping ??= stop(server, backend, settings.shutdownTimeoutMs, logger));
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

function urlOf(server: Server): string {
  const { address, family, port } = server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

async function stop(server: Server, backend: Backend, timeoutMs: number, logger: Logger): Promise<void> {
  logger.info('shutting down');
  const cutOff = setTimeout(() => {
    logger.warn({ timeout_ms: timeoutMs }, 'cutting off what still runs');
    server.closeAllConnections();
  }, timeoutMs);
  await new Promise((resolve) => server.close(resolve));
  clearTimeout(cutOff);
  await backend.close();
  logger.info('shut down');
}
