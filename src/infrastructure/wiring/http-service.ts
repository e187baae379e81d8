import type { Container } from 'inversify';
import type { Log } from '../observability/logger.js';
import { HttpService } from '../process/http-service.js';
import type { Settings } from '../settings/config.js';
import { authenticationModule } from './modules/authentication-module.js';
import { containerOf, useCaseModules } from './container.js';
import { httpModule } from './modules/http-module.js';
import { limitsModule } from './modules/limits-module.js';
import { logModule } from './modules/log-module.js';
import { cachedLookups } from './modules/lookup-modules.js';
import { sharedReadsModule } from './modules/shared-reads-module.js';
import type { Storage } from './modules/storage-module.js';
import { upkeepModule } from './modules/upkeep-module.js';

interface Process {
  /** Whether it is one of several workers, whose primary does all that is done once. */
  readonly isWorker?: boolean;
}

/** The service on an open storage, which it closes in the end. */
export async function startHttpService(
  settings: Settings,
  storage: Storage,
  log: Log,
  process: Process = {},
): Promise<HttpService> {
  const container = await composeService(settings, storage, log, process);
  const service = await container.getAsync(HttpService);
  await service.start();
  return service;
}

/**
 * All parts of the service. Parts that not every operator wants are loaded only if they are used.
 *
 * @throws Error if mail is to be sent, and the storage has no place for keys by mail.
 */
export async function composeService(
  settings: Settings,
  storage: Storage,
  { logger, linesLost }: Log,
  { isWorker = false }: Process = {},
): Promise<Container> {
  const { mail, metrics } = settings;
  if (mail && !storage.mail) throw new Error('keys by mail have no place in this storage');
  return containerOf(
    ...useCaseModules(storage, settings),
    cachedLookups,
    authenticationModule,
    sharedReadsModule,
    limitsModule(settings, isWorker),
    logModule(logger),
    httpModule(settings, isWorker),
    ...(mail ? [(await import('./modules/mail-module.js')).mailModule(mail)] : []),
    ...(metrics ? [(await import('./modules/metrics-modules.js')).metricsModule(metrics, linesLost, isWorker)] : []),
    ...(isWorker ? [] : [upkeepModule(settings)]),
  );
}
