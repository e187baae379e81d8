import type { Banned } from '../../application/ban-check.js';
import type { Refusal } from './refuse.js';
/** For 403. The operator's own reason stays with the operator. */
export declare function bannedRefusal({ by }: Pick<Banned, 'by'>): Refusal;
export declare const BANNED_EXAMPLES: Readonly<{
    error: string;
    ok?: false | undefined;
    field?: string | undefined;
    reason?: string | undefined;
    hint?: string | undefined;
    constraints?: Record<string, string | number> | undefined;
    address?: string | undefined;
    where?: string | undefined;
    request_id?: string | undefined;
}>[];
