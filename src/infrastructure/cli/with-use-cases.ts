import { openSqlBackend } from '../../adapters/sql/open-sql-backend.js';
import type { Result } from '../../domain/result.js';
import { loadSettings } from '../settings/config.js';
import { composeUseCases, type UseCases } from '../wiring/container.js';

/** Runs a command on the configured backend, and closes it again. */
export async function withUseCases(command: (useCases: UseCases) => Promise<void>): Promise<void> {
  const settings = loadSettings();
  const backend = await openSqlBackend(settings.database);
  try {
    await command(composeUseCases(backend, settings));
  } finally {
    await backend.close();
  }
}

/** The use case said no; the message is for whoever typed the command. */
class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
}

export function orRefuse<T, E>(result: Result<T, E>, describe: (error: E) => string): T {
  return result.ok ? result.value : refuse(describe(result.error));
}

export function refuse(message: string): never {
  throw new CommandRefused(message);
}
