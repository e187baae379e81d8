/** How the other side of a TLS connection is made sure of: not at all, by its authority, or by that and its name. */
export type TlsVerification = 'none' | 'authority' | 'full';
export interface TlsSettings {
    readonly verify: TlsVerification;
    /** Paths of PEM files. */
    readonly ca?: string;
    readonly cert?: string;
    readonly key?: string;
}
/** Where a server is, and as whom to come. */
export interface ServerLocation {
    readonly host: string;
    readonly port: number;
    /** Instead of host and port, a Unix socket. */
    readonly socket?: string;
    readonly user: string;
    readonly password: string;
    readonly database: string;
    readonly tls?: TlsSettings;
}
/** What node:tls takes. Files are read anew for each connection, as certificates are renewed under a running service. */
export declare function tlsOptions({ verify, ca, cert, key }: TlsSettings): {
    checkServerIdentity?: () => undefined;
    key?: string;
    cert?: string;
    ca?: string;
    rejectUnauthorized: boolean;
};
