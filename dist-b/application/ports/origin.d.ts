/** By what way a change was asked for, kept with the change for the operator. Never a secret. */
export interface Origin {
    readonly keyId: number;
    readonly requestId: string;
    /** The caller's address, IPv4 or IPv6, in text. */
    readonly ip: string;
    /** As the caller sent it; of any length. */
    readonly userAgent: string;
}
