import type { Backend } from '../../application/ports/backend.js';
import type { Clock } from '../../application/ports/clock.js';
/** A whole backend that forgets everything with its process: for tests, trials and embedding. */
export declare function openMemoryBackend(clock: Clock): Backend;
