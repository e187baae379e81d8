import type { Result } from '../domain/result.js';
import { type UseCases } from './container.js';
/** Runs a command on the configured backend, and closes it again. */
export declare function withUseCases(command: (useCases: UseCases) => Promise<void>): Promise<void>;
export declare function orRefuse<T, E>(result: Result<T, E>, describe: (error: E) => string): T;
export declare function refuse(message: string): never;
