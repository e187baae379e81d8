import { formatIpAddress, isMapped, parseIpAddress, parseUnmappedIpAddress } from './ip-address.js';
import { err, ok, type Result } from '../result.js';

export type IpRangeError =
  | { readonly kind: 'not_an_ip_address' }
  | { readonly kind: 'invalid_prefix_length'; readonly min: number; readonly max: number }
  /** `network` is the range that the text lies in. */
  | { readonly kind: 'host_bits_set'; readonly network: string };

const PREFIX_LENGTH = /^[1-9]\d{0,2}$/;
const MAPPED_BITS = 96;

/**
 * An IP address, or a range of them.
 *
 * Form: an IPv4 or IPv6 address, alone or with `/` and 1 to 32, or 1 to 128, bits (RFC 4632 3.1, RFC 4291 2.3); the bits after those
 * are zero. IPv6 is written by RFC 5952, a range of one address as that address, and IPv4 in IPv6 (`::ffff:192.0.2.1`) as IPv4.
 */
export class IpRange {
  declare private readonly nominal: never;

  private constructor(readonly value: string) {
    Object.freeze(this);
  }

  static parse(text: string): Result<IpRange, IpRangeError> {
    const [address = '', length, ...more] = text.trim().split('/');
    const octets = parseIpAddress(address);
    if (!octets || more.length > 0) return err({ kind: 'not_an_ip_address' });
    const bits = octets.length * 8;
    // All of IPv4 is no range that anybody means to ban.
    const min = isMapped(octets) ? MAPPED_BITS + 1 : 1;
    const prefix = length === undefined ? bits : PREFIX_LENGTH.test(length) ? Number(length) : 0;
    if (prefix < min || prefix > bits) return err({ kind: 'invalid_prefix_length', min, max: bits });
    const network = rangeText(mask(octets, prefix), prefix);
    if (network !== rangeText(octets, prefix)) return err({ kind: 'host_bits_set', network });
    return ok(new IpRange(network));
  }

  /** The text of every range that the address is in, narrowest first, its own included; none where it is no address. */
  static around(text: string): readonly string[] {
    const octets = parseUnmappedIpAddress(text);
    if (!octets) return [];
    const bits = octets.length * 8;
    const wider = Array.from({ length: bits }, (_, at) => bits - at);
    // Rows of others may have a range of one address written as a range.
    return [formatIpAddress(octets), ...wider.map((length) => `${formatIpAddress(mask(octets, length))}/${length}`)];
  }
}

function rangeText(octets: readonly number[], prefix: number): string {
  const inside = isMapped(octets) ? MAPPED_BITS : 0;
  const own = octets.slice(inside / 8);
  const length = prefix - inside;
  return length === own.length * 8 ? formatIpAddress(own) : `${formatIpAddress(own)}/${length}`;
}

/** The octets with nothing after so many bits. */
function mask(octets: readonly number[], bits: number): readonly number[] {
  return octets.map((octet, at) => octet & (0xff00 >> Math.min(8, Math.max(0, bits - at * 8))));
}
