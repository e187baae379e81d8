/** An address as 16 octets, IPv4 as IPv4-mapped IPv6 (RFC 4291 2.5.5.2); `null` for what is no address. */
export declare function ipBytes(ip: string): Uint8Array | null;
