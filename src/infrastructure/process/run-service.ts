import { outliveBrokenOutput } from './broken-output.js';
import type { Settings } from '../settings/config.js';
import { startHttpService } from '../wiring/http-service.js';
import type { HttpService } from './http-service.js';
import { openLog } from '../observability/logger.js';
import { noteSignals } from './note-signals.js';
import { endOnUncaught, onSignal, openFit, type ServiceHooks } from './service-setup.js';

/** Serves until SIGTERM or SIGINT; then ends the process with 0. A second signal cuts off what still runs. */
export async function runService(settings: Settings, hooks: ServiceHooks = {}): Promise<void> {
  outliveBrokenOutput();
  if (settings.workers === 1) await runAlone(settings, hooks);
  else if ((await import('node:cluster')).default.isWorker) await (await import('./run-worker.js')).runWorker(settings);
  else await (await import('./run-workers.js')).runWorkers(settings, hooks);
}

async function runAlone(settings: Settings, hooks: ServiceHooks): Promise<void> {
  let service: HttpService | undefined;
  const signalled = onSignal(() => service?.cutOff());
  const log = await openLog(settings.logLevel);
  const { logger } = log;
  endOnUncaught(logger);
  noteSignals(logger);
  const backend = await openFit(settings, logger);
  const announce = await hooks.prepare?.(backend);
  try {
    service = await startHttpService(settings, backend, log);
  } catch (error) {
    announce?.(undefined);
    await backend.close();
    throw error;
  }
  announce?.(service.url);
  await signalled;
  await service.stop();
  process.exit(0);
}
