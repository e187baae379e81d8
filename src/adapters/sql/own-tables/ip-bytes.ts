import { Buffer } from 'node:buffer';
import { parseUnmappedIpAddress, toIpv6Octets } from '../../../domain/ip/ip-address.js';

/** An address as 16 octets, IPv4 as IPv4-mapped IPv6 (RFC 4291 2.5.5.2); `null` for what is no address. */
export function ipBytes(ip: string): Uint8Array | null {
  const octets = parseUnmappedIpAddress(ip);
  return octets ? Buffer.from(toIpv6Octets(octets)) : null;
}
