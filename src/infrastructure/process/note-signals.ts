import type { Logger } from 'pino';

/** Others use these to have a log reopened or settings read again; there is nothing of the kind here. */
const NOTED = ['SIGHUP', 'SIGUSR1', 'SIGUSR2'] as const;

/** Logs a signal that is no request to end, which would end a process of Node.js or, SIGUSR1, open its debugger's port. */
export function noteSignals(logger: Logger): void {
  for (const signal of NOTED) {
    process.on(signal, () => {
      logger.info({ signal }, `${signal} is ignored: there is no log to reopen, and settings are read at start`);
    });
  }
}
