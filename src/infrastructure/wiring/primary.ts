import type { Container } from 'inversify';
import type { Logger } from 'pino';
import type { Backend } from '../../application/ports/backend.js';
import type { Settings } from '../settings/config.js';
import { containerOf } from './container.js';
import { logModule } from './log-module.js';
import { storageModule } from './storage-module.js';
import { systemModule } from './system-module.js';
import { upkeepModule } from './upkeep-module.js';

/** The parts of the primary of several workers: the work that is done once, and the metrics of all. */
export async function composePrimary(settings: Settings, storage: Backend, logger: Logger): Promise<Container> {
  const { metrics } = settings;
  return containerOf(
    systemModule,
    storageModule(storage),
    logModule(logger),
    upkeepModule(settings),
    ...(metrics ? [(await import('./metrics-modules.js')).workersMetricsModule(metrics)] : []),
  );
}
