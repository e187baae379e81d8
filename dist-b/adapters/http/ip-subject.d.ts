/** Whom an address is counted as: IPv6 by its /64, which one subscriber has whole (RFC 6177); IPv4-mapped IPv6 (RFC 4291 2.5.5.2) as IPv4. */
export declare function ipSubject(ip: string): string;
