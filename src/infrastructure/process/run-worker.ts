import cluster from 'node:cluster';
import { once } from 'node:events';
import { openSqlBackend } from '../../adapters/sql/open-sql-backend.js';
import type { Settings } from '../settings/config.js';
import { startHttpService } from '../wiring/http-service.js';
import type { HttpService } from './http-service.js';
import { openLog } from '../observability/logger.js';
import { noteSignals } from './note-signals.js';
import { endOnUncaught } from './service-setup.js';
import { type FromWorker, isToWorker } from './worker-messages.js';

/** One of several workers: serves what the primary gives it, until that says so or is gone. */
export async function runWorker(settings: Settings): Promise<void> {
  // The terminal's Ctrl-C reaches the whole group; the primary says what is to be done.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => undefined);
  // Node.js would end us at once where the primary is gone.
  if (cluster.worker) cluster.worker.exitedAfterDisconnect = true;
  let service: HttpService | undefined;
  const told = new Promise<void>((resolve) => {
    process.once('disconnect', resolve);
    process.on('message', (message: unknown) => {
      if (!isToWorker(message)) return;
      if (message.postern === 'cut_off') service?.cutOff();
      resolve();
    });
  });
  try {
    service = await start(settings);
  } catch (error) {
    await tell({ postern: 'failed', message: error instanceof Error ? error.message : String(error) });
    process.exit(1);
  }
  await tell({ postern: 'listening', url: service.url });
  await told;
  await service.stop();
  process.exit(0);
}

async function start(settings: Settings): Promise<HttpService> {
  const share = (all: number) => Math.ceil(all / settings.workers);
  const log = await openLog(settings.logLevel);
  endOnUncaught(log.logger);
  noteSignals(log.logger);
  const backend = await openSqlBackend({
    ...settings.database,
    poolSize: share(settings.database.poolSize),
    warn: (message) => {
      log.logger.warn({ topic: 'database' }, message);
    },
  });
  try {
    const { http } = settings;
    return await startHttpService(
      {
        ...settings,
        http: { ...http, maxConcurrentRequests: share(http.maxConcurrentRequests) },
        maxConnections: share(settings.maxConnections),
      },
      backend,
      log,
      { isWorker: true },
    );
  } catch (error) {
    await backend.close();
    throw error;
  }
}

/** Resolves once it is on its way; nothing is sent to a primary that is gone. */
async function tell(message: FromWorker): Promise<void> {
  if (!process.connected) return;
  const sent = new Promise((resolve) => process.send?.(message, undefined, {}, resolve));
  await Promise.race([sent, once(process, 'disconnect')]);
}
