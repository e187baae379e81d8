import type { Result } from '../../../domain/result.js';

/** The use case said no; the message is for the operator. */
class CommandRefused extends Error {
  override readonly name = 'CommandRefused';
}

export function orRefuse<T, E>(result: Result<T, E>, describe: (error: E) => string): T {
  return result.ok ? result.value : refuse(describe(result.error));
}

export function refuse(message: string): never {
  throw new CommandRefused(message);
}
