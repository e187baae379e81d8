import { isIPv4 } from 'node:net';
import { formatIpAddress, parseUnmappedIpAddress } from '../../../domain/ip/ip-address.js';

const IPV6_OCTETS = 16;
const NETWORK_GROUPS = 4;

/** Whom a caller's address is counted as: IPv6 by its /64, which one subscriber has whole (RFC 6177). */
export function ipSubject(ip: string): string {
  if (isIPv4(ip)) return ip;
  const octets = parseUnmappedIpAddress(ip);
  if (octets?.length !== IPV6_OCTETS) return octets ? formatIpAddress(octets) : ip;
  const groups = octets.filter((_, at) => at % 2 === 0).map((high, at) => (high << 8) | Number(octets[at * 2 + 1]));
  const network = groups.slice(0, NETWORK_GROUPS).map((group) => group.toString(16));
  return `${network.join(':')}::/64`;
}
