import { Buffer } from 'node:buffer';
import { parseUnmappedIpAddress } from '../../../domain/ip/ip-address.js';

const MAPPED = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff];

/** An address as 16 octets, IPv4 as IPv4-mapped IPv6 (RFC 4291 2.5.5.2); `null` for what is no address. */
export function ipBytes(ip: string): Uint8Array | null {
  const octets = parseUnmappedIpAddress(ip);
  return octets ? Buffer.from(octets.length === 4 ? [...MAPPED, ...octets] : octets) : null;
}
