import { type HandleError } from './handle.js';
import { type Result } from './result.js';
/**
 * What a handle may begin with, in lower case: 1 to 64 of a handle's characters. A dot may stand last, for the handle may go on
 * behind it.
 */
export declare class HandlePrefix {
    readonly value: string;
    private readonly nominal;
    private constructor();
    static parse(text: string): Result<HandlePrefix, HandleError>;
}
