/** The octets of an IPv4 (4, dotted decimal) or IPv6 address (16, RFC 4291 2.2), or `undefined` where the text is neither. */
export declare function parseIpAddress(text: string): readonly number[] | undefined;
/** Whether 16 octets are an IPv4 address in IPv6's clothes (RFC 4291 2.5.5.2). */
export declare function isMapped(octets: readonly number[]): boolean;
/** The one text of an address: dotted decimal, or RFC 5952 4. */
export declare function formatIpAddress(octets: readonly number[]): string;
