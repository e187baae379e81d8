import { readFileSync } from 'node:fs';
/** What node:tls takes. Files are read anew for each connection, as certificates are renewed under a running service. */
export function tlsOptions({ verify, ca, cert, key }) {
    return {
        rejectUnauthorized: verify !== 'none',
        ...(ca === undefined ? {} : { ca: readFileSync(ca, 'utf8') }),
        ...(cert === undefined ? {} : { cert: readFileSync(cert, 'utf8') }),
        ...(key === undefined ? {} : { key: readFileSync(key, 'utf8') }),
        // An authority of the operator's own may vouch for a server by another name than we call it.
        ...(verify === 'authority' ? { checkServerIdentity: () => undefined } : {}),
    };
}
