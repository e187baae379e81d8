import { Buffer } from 'node:buffer';
import { parseUnmappedIpAddress, toIpv6Octets } from '../../../domain/ip/ip-address.js';

/** The addresses of the last requests: many come from one, and take as long to read as to log. */
const MAX_KNOWN = 256;
const known = new Map<string, Uint8Array | null>();

/** An address as 16 octets, IPv4 as IPv4-mapped IPv6 (RFC 4291 2.5.5.2); `null` for what is no address. */
export function ipBytes(ip: string): Uint8Array | null {
  const last = known.get(ip);
  if (last !== undefined) return last;
  const octets = parseUnmappedIpAddress(ip);
  const bytes = octets ? Buffer.from(toIpv6Octets(octets)) : null;
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(ip, bytes);
  return bytes;
}
