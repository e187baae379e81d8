import { openSqlBackend } from '../adapters/sql/open-sql-backend.js';
import { loadSettings } from './config.js';
import { composeUseCases } from './container.js';
/** Runs a command on the configured backend, and closes it again. */
export async function withUseCases(command) {
    const settings = loadSettings();
    const backend = await openSqlBackend(settings.database);
    try {
        await command(composeUseCases(backend, settings.conflictPolicy));
    }
    finally {
        await backend.close();
    }
}
/** The use case said no; the message is for whoever typed the command. */
class CommandRefused extends Error {
    name = 'CommandRefused';
}
export function orRefuse(result, describe) {
    return result.ok ? result.value : refuse(describe(result.error));
}
export function refuse(message) {
    throw new CommandRefused(message);
}
