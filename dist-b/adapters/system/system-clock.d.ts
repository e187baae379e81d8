import type { Clock } from '../../application/ports/clock.js';
export declare const systemClock: Clock;
