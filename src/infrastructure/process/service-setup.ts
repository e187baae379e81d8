import type { Logger } from 'pino';
import { openSqlBackend, type SqlBackend } from '../../adapters/sql/open-sql-backend.js';
import type { Settings } from '../settings/config.js';

export interface ServiceHooks {
  /** Runs on the open backend before anything is served; what it returns is called once the service listens, or cannot. */
  prepare?(backend: SqlBackend): Promise<(url: string | undefined) => void>;
}

export function endOnUncaught(logger: Logger): void {
  process.on('uncaughtException', (error) => {
    logger.fatal({ err: error }, 'a fault that nothing caught');
    process.exit(1);
  });
}

/** The database, if it is fit to serve from. */
export async function openFit(settings: Settings, logger: Logger): Promise<SqlBackend> {
  const { ignoredVariables: variables } = settings;
  if (variables.length > 0)
    logger.warn({ variables }, 'ignored, as set by Kubernetes or Docker and no settings of ours');
  const backend = await openSqlBackend({
    ...settings.database,
    addressRules: settings.addressRules,
    warn: (message) => {
      logger.warn({ topic: 'database' }, message);
    },
  });
  await refuseUnfit(backend, logger);
  return backend;
}

/** What `postern check` finds, at start: warnings are logged, errors end it before anything is served. */
async function refuseUnfit(backend: SqlBackend, logger: Logger): Promise<void> {
  try {
    const findings = await backend.check();
    for (const { level, topic, message } of findings) if (level === 'warning') logger.warn({ topic }, message);
    const errors = findings.filter(({ level }) => level === 'error').map(({ message }) => `  ${message}`);
    if (errors.length > 0) throw new Error(`the database is not fit to serve from:\n${errors.join('\n')}`);
  } catch (error) {
    await backend.close();
    throw error;
  }
}

/** Resolves at the first signal to end; each later one is an `insist`. */
export function onSignal(insist: () => void): Promise<void> {
  return new Promise((resolve) => {
    let signals = 0;
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.on(signal, () => {
        if (++signals > 1) insist();
        resolve();
      });
    }
  });
}
