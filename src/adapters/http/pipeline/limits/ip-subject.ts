import { formatIpAddress, parseUnmappedIpAddress, toIpv6Groups } from '../../../../domain/ip/ip-address.js';

const IPV6_OCTETS = 16;
const NETWORK_GROUPS = 4;

/** The subject that a caller's address counts as: IPv6 by its /64, which one subscriber has whole (RFC 6177). */
export function ipSubject(ip: string): string {
  if (!ip.includes(':')) return ip;
  const octets = parseUnmappedIpAddress(ip);
  if (octets?.length !== IPV6_OCTETS) return octets ? formatIpAddress(octets) : ip;
  return `${toIpv6Groups(octets).slice(0, NETWORK_GROUPS).join(':')}::/64`;
}
