import type { Container } from 'inversify';
import type { Logger } from 'pino';
import type { Backend } from '../../application/ports/backend.js';
import type { Settings } from '../settings/config.js';
import { containerOf } from './container.js';
import { logModule } from './modules/log-module.js';
import { storageModule } from './modules/storage-module.js';
import { systemModule } from './modules/system-module.js';
import { upkeepModule } from './modules/upkeep-module.js';

/** The parts of the primary of several workers: the work that is done once, and the metrics of all. */
export async function composePrimary(settings: Settings, storage: Backend, logger: Logger): Promise<Container> {
  const { metrics } = settings;
  return containerOf(
    systemModule,
    storageModule(storage),
    logModule(logger),
    upkeepModule(settings),
    ...(metrics ? [(await import('./modules/metrics-modules.js')).workersMetricsModule(metrics)] : []),
  );
}
