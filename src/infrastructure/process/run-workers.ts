import { openLog } from '../observability/logger.js';
import type { Settings } from '../settings/config.js';
import { composePrimary } from '../wiring/primary.js';
import { BACKGROUND_WORKER, METRICS_SERVER } from '../wiring/tokens.js';
import { noteSignals } from './note-signals.js';
import { endOnUncaught, onSignal, openFit, type ServiceHooks } from './service-setup.js';
import { Workers } from './workers.js';

/**
 * The primary of several workers. It looks at the database, keeps it open (with SQLite, the last to close the file would remove its
 * WAL), counts for the rate limits, sums the metrics, and takes the signals for all of them.
 */
export async function runWorkers(settings: Settings, hooks: ServiceHooks): Promise<void> {
  const { logger } = await openLog(settings.logLevel);
  const workers = new Workers(settings.workers, logger);
  const signalled = onSignal(() => {
    workers.cutOff();
  });
  endOnUncaught(logger);
  noteSignals(logger);
  const backend = await openFit(settings, logger);
  const announce = await hooks.prepare?.(backend);
  const fail = async (error: unknown): Promise<never> => {
    announce?.(undefined);
    await workers.stop();
    await backend.close();
    throw error;
  };
  if (settings.redisUrl === undefined) (await import('../../adapters/rate-limits/primary-counts.js')).countForWorkers();
  const container = await composePrimary(settings, backend, logger);
  const metricsServer = container.get(METRICS_SERVER, { optional: true });
  await metricsServer?.start().catch(fail);
  const url = await workers.start().catch(fail);
  logger.info({ url, workers: settings.workers }, `listening on ${url}`);
  announce?.(url);
  const background = container.getAll(BACKGROUND_WORKER, { optional: true });
  for (const worker of background) worker.start();
  await signalled;
  logger.info('shutting down');
  const { shutdownTimeoutMs } = settings;
  await Promise.all([workers.stop(), ...background.map((worker) => worker.stop(shutdownTimeoutMs))]);
  await metricsServer?.stop();
  await backend.close();
  logger.info('shut down');
  process.exit(0);
}
