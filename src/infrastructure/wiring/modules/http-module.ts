import { ContainerModule } from 'inversify';
import { allBound, ifBound } from '../if-bound.js';
import { fileURLToPath } from 'node:url';
import { createHttpApp } from '../../../adapters/http/create-http-app.js';
import { HttpServer } from '../../../adapters/http/server/http-server.js';
import { CreateAlias } from '../../../application/aliases/create-alias.js';
import { DeleteAlias } from '../../../application/aliases/delete-alias.js';
import { ReleaseHandle } from '../../../application/handles/release-handle.js';
import { TakeHandle } from '../../../application/handles/take-handle.js';
import { AuthenticateKey } from '../../../application/keys/authenticate-key.js';
import { HttpService } from '../../process/http-service.js';
import type { Settings } from '../../settings/config.js';
import { KeyUseNotes } from '../../upkeep/key-use-notes.js';
import {
  BACKGROUND_WORKER,
  CLOSE_STORAGE,
  CREDENTIALS,
  DOMAIN_ENCODING,
  HTTP_OPTIONS,
  LIMITER,
  LOGGER,
  METRICS_SERVER,
  OBSERVER,
  PROBE,
  REDOC_FILE,
  ROUTE_DEPENDENCIES,
  SERVER_LIMITS,
  SHARED_ACTIVITY,
  SHARED_DOMAINS,
  SHARED_LIST,
  SHARED_STATS,
} from '../tokens.js';

/** Beside the bundle: the build puts it there, so that the service needs nothing of the packages it is made with. */
const BUNDLED_REDOC = fileURLToPath(new URL('../redoc.standalone.js', import.meta.url));

/** The routes, the server that answers with them, and the service around it. */
export function httpModule(settings: Settings, isWorker: boolean): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(HTTP_OPTIONS).toConstantValue(settings.http);
    bind(REDOC_FILE).toConstantValue(BUNDLED_REDOC);
    bind(SERVER_LIMITS).toConstantValue({ maxConnections: settings.maxConnections });
    bind(ROUTE_DEPENDENCIES).toResolvedValue(
      (
        createAlias,
        listAliases,
        showAliasStats,
        deleteAlias,
        listActivity,
        listServedDomains,
        take,
        release,
        credentials,
        probe,
        domainEncoding,
      ) => ({
        createAlias,
        listAliases,
        showAliasStats,
        deleteAlias,
        listActivity,
        listServedDomains,
        handles: take && release && { take, release },
        credentials,
        probe,
        domainEncoding,
      }),
      [
        CreateAlias,
        SHARED_LIST,
        SHARED_STATS,
        DeleteAlias,
        SHARED_ACTIVITY,
        SHARED_DOMAINS,
        ifBound(TakeHandle),
        ifBound(ReleaseHandle),
        ifBound(CREDENTIALS),
        PROBE,
        DOMAIN_ENCODING,
      ],
    );
    bind(HttpServer).toResolvedValue(
      (use, authenticateKey, observer, limiter, http, redocFile, limits) => {
        const options = { ...http, ...(redocFile === undefined ? {} : { redocFile }) };
        return new HttpServer(createHttpApp({ ...use, authenticateKey, observer, limiter }, options), limits);
      },
      [ROUTE_DEPENDENCIES, AuthenticateKey, OBSERVER, LIMITER, HTTP_OPTIONS, ifBound(REDOC_FILE), SERVER_LIMITS],
    );
    bind(HttpService).toResolvedValue(
      (server, logger, limiter, closeStorage, keyUses, background, metricsServer) =>
        new HttpService(server, {
          settings,
          isWorker,
          logger,
          limiter,
          closeStorage,
          keyUses,
          background,
          metricsServer,
        }),
      [HttpServer, LOGGER, LIMITER, CLOSE_STORAGE, KeyUseNotes, allBound(BACKGROUND_WORKER), ifBound(METRICS_SERVER)],
    );
  });
}
