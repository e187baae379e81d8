import { openSqlBackend } from '../adapters/sql/open-sql-backend.js';
import { startHttpService } from './http-service.js';
import { openLogger } from './logger.js';
/** Serves until SIGTERM or SIGINT; then ends the process with 0. A second signal cuts off what still runs. */
export async function runService(settings, hooks = {}) {
    let service;
    const signalled = onSignal(() => service?.cutOff());
    const logger = await openLogger(settings.logLevel);
    process.on('uncaughtException', (error) => {
        logger.fatal({ err: error }, 'a fault that nothing caught');
        process.exit(1);
    });
    const backend = await openSqlBackend(settings.database);
    await refuseUnfit(backend, logger);
    const announce = await hooks.prepare?.(backend);
    try {
        service = await startHttpService(settings, backend, logger);
    }
    catch (error) {
        announce?.(undefined);
        await backend.close();
        throw error;
    }
    announce?.(service.url);
    await signalled;
    await service.stop();
    process.exit(0);
}
/** What `postern check` finds, at start: warnings are logged, errors end it before anything is served. */
async function refuseUnfit(backend, logger) {
    try {
        const findings = await backend.check();
        for (const { level, topic, message } of findings)
            if (level === 'warning')
                logger.warn({ topic }, message);
        const errors = findings.filter(({ level }) => level === 'error').map(({ message }) => `  ${message}`);
        if (errors.length > 0)
            throw new Error(`the database is not fit to serve from:\n${errors.join('\n')}`);
    }
    catch (error) {
        await backend.close();
        throw error;
    }
}
/** Resolves at the first signal to end; each later one is an `insist`. */
function onSignal(insist) {
    return new Promise((resolve) => {
        let signals = 0;
        for (const signal of ['SIGTERM', 'SIGINT']) {
            process.on(signal, () => {
                if (++signals > 1)
                    insist();
                resolve();
            });
        }
    });
}
