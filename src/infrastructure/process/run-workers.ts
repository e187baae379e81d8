import { startPruner } from '../upkeep/activity-pruner.js';
import { startMetricsServer } from '../observability/metrics-server.js';
import type { Settings } from '../settings/config.js';
import { openLog } from '../observability/logger.js';
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
  const metricsServer = settings.metrics && (await openMetrics(settings.metrics, logger).catch(fail));
  const url = await workers.start().catch(fail);
  logger.info({ url, workers: settings.workers }, `listening on ${url}`);
  announce?.(url);
  const pruner = startPruner(settings, backend, logger);
  await signalled;
  logger.info('shutting down');
  await Promise.all([workers.stop(), pruner?.stop(settings.shutdownTimeoutMs)]);
  await metricsServer?.stop();
  await backend.close();
  logger.info('shut down');
  process.exit(0);
}

async function openMetrics(at: NonNullable<Settings['metrics']>, logger: Parameters<typeof startMetricsServer>[2]) {
  const { WorkersMetrics } = await import('../observability/metrics.js');
  return startMetricsServer(new WorkersMetrics(), at, logger);
}
