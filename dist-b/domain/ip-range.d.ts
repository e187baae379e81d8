import { type Result } from './result.js';
export type IpRangeError = {
    readonly kind: 'not_an_ip_address';
} | {
    readonly kind: 'invalid_prefix_length';
    readonly min: number;
    readonly max: number;
}
/** `network` is the range that the text lies in. */
 | {
    readonly kind: 'host_bits_set';
    readonly network: string;
};
/**
 * An IP address, or a range of them.
 *
 * Form: an IPv4 or IPv6 address, alone or with `/` and 1 to 32, or 1 to 128, bits (RFC 4632 3.1, RFC 4291 2.3); the bits after those
 * are zero. IPv6 is written by RFC 5952, a range of one address as that address, and IPv4 in IPv6 (`::ffff:192.0.2.1`) as IPv4.
 */
export declare class IpRange {
    readonly value: string;
    private readonly nominal;
    private constructor();
    static parse(text: string): Result<IpRange, IpRangeError>;
    /** The text of every range that the address is in, narrowest first, its own included; none where it is no address. */
    static around(text: string): readonly string[];
}
