import type { Logger } from 'pino';
import { createHttpApp } from '../adapters/http/create-http-app.js';
import { HttpServer } from '../adapters/http/http-server.js';
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
  /** Accepts nothing more, finishes what runs, then closes the backend. What still runs when the time limit is over is cut off. */
  stop(): Promise<void>;
  /** Cuts off what still runs. */
  cutOff(): void;
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
    {
      trustedProxies: settings.trustedProxies,
      corsOrigins: settings.corsOrigins,
      maxConcurrentRequests: settings.maxConcurrentRequests,
    },
  );
  const handle = app.callback();
  const server = new HttpServer((request, response) => void handle(request, response), {
    maxConnections: settings.maxConnections,
  });
  const url = await server.listen(settings.port, settings.host);
  logger.info({ url }, `listening on ${url}`);

  return {
    url,
    cutOff: () => {
      server.cutOff();
    },
    stop: async () => {
      logger.info('shutting down');
      const timer = setTimeout(() => {
        logger.warn({ timeout_ms: settings.shutdownTimeoutMs }, 'cutting off what still runs');
        server.cutOff();
      }, settings.shutdownTimeoutMs);
      await server.stop();
      clearTimeout(timer);
      await backend.close();
      logger.info('shut down');
    },
  };
}
