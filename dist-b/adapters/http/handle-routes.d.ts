import type { ReleaseHandle } from '../../application/release-handle.js';
import type { TakeHandle } from '../../application/take-handle.js';
import { type Route } from './route.js';
export declare function takeHandleRoute(takeHandle: TakeHandle): Route;
export declare function releaseHandleRoute(releaseHandle: ReleaseHandle): Route;
