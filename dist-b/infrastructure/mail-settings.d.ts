import { z } from 'zod';
import { EmailAddress } from '../domain/email-address.js';
/** The settings of keys by mail: all of them or none. No problem quotes a URL, which may hold a password. */
export declare const MAIL_ENVIRONMENT: {
    POSTERN_SMTP_URL: z.ZodOptional<z.ZodString>;
    POSTERN_MAIL_FROM: z.ZodOptional<z.ZodPipe<z.ZodString, z.ZodTransform<EmailAddress, string>>>;
    POSTERN_PUBLIC_URL: z.ZodOptional<z.ZodPipe<z.ZodString, z.ZodTransform<string, string>>>;
};
/** A problem for each that lacks where another is set. */
export declare function mailProblems(environment: Readonly<Record<string, string>>): readonly string[];
interface MailValues {
    readonly POSTERN_SMTP_URL?: string | undefined;
    readonly POSTERN_MAIL_FROM?: EmailAddress | undefined;
    readonly POSTERN_PUBLIC_URL?: string | undefined;
}
export declare function mailSettings(values: MailValues): {
    smtpUrl: string;
    from: EmailAddress;
    publicUrl: string;
} | undefined;
export {};
