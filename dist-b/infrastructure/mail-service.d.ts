import type { Logger } from 'pino';
import type { CredentialUseCases } from '../adapters/http/routes.js';
import type { Backend } from '../application/ports/backend.js';
import type { Settings } from './config.js';
import { MailWorker } from './mail-worker.js';
export interface MailService {
    readonly credentials: CredentialUseCases;
    readonly worker: MailWorker;
}
/**
 * Keys by mail.
 *
 * @throws Error where the storage has no place for them.
 */
export declare function openMailService(settings: NonNullable<Settings['mail']>, backend: Backend, logger: Logger): MailService;
