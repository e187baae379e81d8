import { ContainerModule } from 'inversify';
import { ifBound } from '../if-bound.js';
import type { Logger } from 'pino';
import { logRequests } from '../../observability/logger.js';
import { LOGGER, METRICS, OBSERVER, REQUEST_LOG } from '../tokens.js';

export function logModule(logger: Logger): ContainerModule {
  return new ContainerModule(({ bind }) => {
    bind(LOGGER).toConstantValue(logger);
    bind(REQUEST_LOG).toResolvedValue(logRequests, [LOGGER]);
    bind(OBSERVER).toResolvedValue((log, metrics) => metrics?.observing(log) ?? log, [REQUEST_LOG, ifBound(METRICS)]);
  });
}
