import type { Logger } from 'pino';
import { fileURLToPath } from 'node:url';
import { createHttpApp } from '../../adapters/http/create-http-app.js';
import { HttpServer } from '../../adapters/http/server/http-server.js';
import { uts46 } from '../../adapters/idna/uts46.js';
import type { SqlBackend } from '../../adapters/sql/open-sql-backend.js';
import { AuthenticateKey } from '../../application/keys/authenticate-key.js';
import { BanCheck } from '../../application/bans/ban-check.js';
import { CreateAlias } from '../../application/aliases/create-alias.js';
import { DeleteAlias } from '../../application/aliases/delete-alias.js';
import type { Backend } from '../../application/ports/backend.js';
import { QuotaCheck } from '../../application/owners/quota-check.js';
import { ReleaseHandle } from '../../application/handles/release-handle.js';
import { TakeHandle } from '../../application/handles/take-handle.js';
import { startPruner } from '../upkeep/activity-pruner.js';
import { cachedLookups } from './cached-lookups.js';
import type { Settings } from '../settings/config.js';
import { composeUseCases } from './container.js';
import { type Log, logRequests } from '../observability/logger.js';
import type { Metrics } from '../observability/metrics.js';
import type { MailChecks } from './mail-service.js';
import { startMetricsServer } from '../observability/metrics-server.js';
import { openLimiter } from './rate-limits.js';
import { sharedReads } from './shared-reads.js';

/** The build puts it there, so that what serves needs nothing of what it is made with. */
const REDOC_FILE = fileURLToPath(new URL('../redoc.standalone.js', import.meta.url));

export interface HttpService {
  /** Where it listens, by the port that it really got. */
  readonly url: string;
  /** Accepts nothing more, finishes what runs, then closes the backend. What still runs when the time limit is over is cut off. */
  stop(): Promise<void>;
  /** Cuts off what still runs. */
  cutOff(): void;
}

/** Serves the HTTP API on an open backend, which it closes in the end. */
export async function startHttpService(
  settings: Settings,
  backend: SqlBackend,
  { logger, linesLost }: Log,
  { isWorker = false } = {},
): Promise<HttpService> {
  const metrics = settings.metrics && new (await import('../observability/metrics.js')).Metrics(linesLost);
  const counted = metrics?.counting(backend) ?? backend;
  const useCases = composeUseCases(counted, settings, cachedLookups(backend));
  const requestLog = logRequests(logger);
  const checks = { bans: useCases.get(BanCheck), quotas: useCases.get(QuotaCheck) };
  const mail = await openMail(settings, backend, logger, checks);
  const limiter = await openLimiter(settings, logger, isWorker);
  const app = createHttpApp(
    {
      authenticateKey: useCases.get(AuthenticateKey),
      createAlias: useCases.get(CreateAlias),
      ...sharedReads(useCases),
      deleteAlias: useCases.get(DeleteAlias),
      handles: backend.handles && { take: useCases.get(TakeHandle), release: useCases.get(ReleaseHandle) },
      credentials: mail?.credentials,
      probe: backend.probe,
      domainEncoding: uts46,
      observer: metrics?.observing(requestLog) ?? requestLog,
      limiter,
    },
    { ...settings.http, redocFile: REDOC_FILE },
  );
  const giveUp = (error: unknown): never => {
    limiter.close();
    throw error;
  };
  const server = new HttpServer(app, { maxConnections: settings.maxConnections });
  const metricsServer = metrics && (await publish(metrics, settings, backend, logger, isWorker).catch(giveUp));
  const url = await server.listen(settings.port, settings.host).catch(async (error: unknown) => {
    await metricsServer?.stop();
    return giveUp(error);
  });
  if (!isWorker) logger.info({ url }, `listening on ${url}`);
  mail?.worker.ring();
  // Of several workers, the primary does it.
  const pruner = isWorker ? undefined : startPruner(settings, backend, logger);

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
      const { shutdownTimeoutMs } = settings;
      await Promise.all([server.stop(), mail?.worker.stop(shutdownTimeoutMs), pruner?.stop(shutdownTimeoutMs)]);
      clearTimeout(timer);
      // Watched to the end.
      await metricsServer?.stop();
      limiter.close();
      await backend.close();
      logger.info('shut down');
    },
  };
}

/** What sends mail is loaded only if mail is sent. */
async function openMail({ mail }: Settings, backend: Backend, logger: Logger, checks: MailChecks) {
  return mail && (await import('./mail-service.js')).openMailService(mail, backend, logger, checks);
}

/** Serves the metrics, of the storage too; those of a worker are the primary's to serve. */
async function publish(metrics: Metrics, settings: Settings, backend: SqlBackend, logger: Logger, isWorker: boolean) {
  if (backend.poolUse) metrics.watchPool(backend.poolUse);
  if (settings.mail && backend.mail) {
    const { outbox } = backend.mail;
    metrics.watchMailQueue(() => outbox.size());
  }
  if (isWorker) metrics.tellPrimary();
  return settings.metrics && !isWorker ? startMetricsServer(metrics, settings.metrics, logger) : undefined;
}
