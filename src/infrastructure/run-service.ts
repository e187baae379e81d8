import { openSqlBackend, type SqlBackend } from '../adapters/sql/open-sql-backend.js';
import type { Settings } from './config.js';
import { type HttpService, startHttpService } from './http-service.js';
import { openLogger } from './logger.js';

export interface ServiceHooks {
  /** Runs on the open backend before anything is served; what it returns is called once the service listens, or cannot. */
  prepare?(backend: SqlBackend): Promise<(url: string | undefined) => void>;
}

/** Serves until SIGTERM or SIGINT; then ends the process with 0. */
export async function runService(settings: Settings, hooks: ServiceHooks = {}): Promise<void> {
  const logger = await openLogger(settings.logLevel);
  const backend = await openSqlBackend({ url: settings.databaseUrl, schema: settings.mailSchema });
  const announce = await hooks.prepare?.(backend);
  let service: HttpService;
  try {
    service = await startHttpService(settings, backend, logger);
  } catch (error) {
    announce?.(undefined);
    await backend.close();
    throw error;
  }
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'a fault that nothing caught');
    process.exit(1);
  });
  const stopped = new Promise<void>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        resolve(service.stop());
      });
    }
  });
  announce?.(service.url);
  await stopped;
  process.exit(0);
}
