import { ContainerModule } from 'inversify';
import { ifBound } from '../if-bound.js';
import { Metrics, WorkersMetrics } from '../../observability/metrics.js';
import { MetricsServer } from '../../observability/metrics-server.js';
import { LOGGER, METRICS, METRICS_SERVER, OUTBOX, POOL_USE } from '../tokens.js';

/** Where the metrics are served. */
interface Address {
  readonly host: string;
  readonly port: number;
}

/** Loaded only if metrics are served. The primary serves those of a worker. */
export function metricsModule(address: Address, linesLost: () => number, isWorker: boolean): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(METRICS).toResolvedValue(
      (poolUse, outbox) => {
        const metrics = new Metrics(linesLost);
        if (poolUse) metrics.watchPool(poolUse);
        if (outbox) metrics.watchMailQueue(() => outbox.size());
        if (isWorker) metrics.tellPrimary();
        return metrics;
      },
      [ifBound(POOL_USE), ifBound(OUTBOX)],
    );
    if (isWorker) return;
    bind(METRICS_SERVER).toResolvedValue(
      (metrics, logger) => new MetricsServer(metrics, address, logger),
      [METRICS, LOGGER],
    );
  });
}

/** For the primary of several workers. */
export function workersMetricsModule(address: Address): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(METRICS_SERVER).toResolvedValue(
      (logger) => new MetricsServer(new WorkersMetrics(), address, logger),
      [LOGGER],
    );
  });
}
