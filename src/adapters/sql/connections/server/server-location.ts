import { readFileSync } from 'node:fs';

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
export function tlsOptions({ verify, ca, cert, key }: TlsSettings) {
  return {
    rejectUnauthorized: verify !== 'none',
    ...(ca === undefined ? {} : { ca: readFileSync(ca, 'utf8') }),
    ...(cert === undefined ? {} : { cert: readFileSync(cert, 'utf8') }),
    ...(key === undefined ? {} : { key: readFileSync(key, 'utf8') }),
    // An authority of the operator's own may vouch for a server by another name than we call it.
    ...(verify === 'authority' ? { checkServerIdentity: () => undefined } : {}),
  };
}
