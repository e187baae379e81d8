import { z } from 'zod';
import type { DomainEncoding } from '../../application/ports/domain-encoding.js';
import { ConfirmationToken } from '../../domain/confirmation-token.js';
import { Domain } from '../../domain/domain.js';
import { EmailAddress } from '../../domain/email-address.js';
import { Handle } from '../../domain/handle.js';
import { HandlePrefix } from '../../domain/handle-prefix.js';
interface Meta extends Record<string, unknown> {
    readonly description: string;
}
/** What a refusal of the field says would have been accepted. */
export declare const CONSTRAINTS: z.core.$ZodRegistry<Record<string, string | number>, z.core.$ZodType<unknown, unknown, z.core.$ZodTypeInternals<unknown, unknown>>>;
export declare const handleField: () => z.ZodPipe<z.ZodString, z.ZodTransform<Handle, string>>;
/** What a handle begins with. */
export declare const handlePrefixField: () => z.ZodPipe<z.ZodString, z.ZodTransform<HandlePrefix, string>>;
export declare function domainField(toALabels: DomainEncoding, description: string): z.ZodPipe<z.ZodString, z.ZodTransform<Domain, string>>;
/** A whole address that is given out here. */
export declare function addressField(toALabels: DomainEncoding): z.ZodPipe<z.ZodString, z.ZodTransform<EmailAddress, string>>;
/** A whole address of anybody's; a refused part of it is told by what is wrong with it. */
export declare function emailField(toALabels: DomainEncoding): z.ZodPipe<z.ZodString, z.ZodTransform<EmailAddress, string>>;
/** Of a mailed link. */
export declare const tokenField: () => z.ZodPipe<z.ZodString, z.ZodTransform<ConfirmationToken, string>>;
/** A whole number, or its decimal digits: a query string and a form have no numbers. */
export declare function daysField(): z.ZodPreprocess<z.ZodInt, unknown>;
/** A whole number of a query string. Without a `max` the greatest fits that a number holds exactly. */
export declare function countField({ min, max, hint }: {
    min: number;
    max?: number;
    hint?: string;
}, meta: Meta): z.ZodPreprocess<z.ZodInt, unknown>;
/** A whole number from 1 in text that callers need not understand. */
export declare function cursorField(meta: Meta): z.ZodPipe<z.ZodPipe<z.ZodString, z.ZodTransform<number, string>>, z.ZodInt>;
export declare const flagField: (meta: Meta) => z.ZodPipe<z.ZodEnum<{
    0: "0";
    1: "1";
    true: "true";
    false: "false";
}>, z.ZodTransform<boolean, "0" | "1" | "true" | "false">>;
export {};
