import type { Handle } from './handle.js';
export declare function isReservedHandle(handle: Handle): boolean;
