import { formatIpAddress, parseUnmappedIpAddress } from '../../domain/ip-address.js';
import type { Context } from './context.js';

/** The longest that an address is written, in quotes, in brackets, with an interface and a port; with room to spare. */
const MAX_LENGTH = 100;
const QUOTED = /^"(.*)"$/;
const IPV6_IN_BRACKETS = /^\[(.*)\](?::\d{1,5})?$/;
const IPV4_WITH_PORT = /^([\d.]+):\d{1,5}$/;

/**
 * The caller's address in its one spelling: dotted decimal, or RFC 5952; IPv4-mapped IPv6 is IPv4.
 *
 * Proxies write addresses in many ways: with a port, in brackets, in quotes (RFC 7239 6). An entry of `X-Forwarded-For` that is no
 * address (`unknown`, `_hidden`) says nothing of the caller, so the address of the peer counts.
 */
export function callerIp(ctx: Context): string {
  const [forwarded = ''] = ctx.ips;
  return canonical(forwarded) ?? canonical(ctx.req.socket.remoteAddress ?? '') ?? '';
}

function canonical(text: string): string | undefined {
  if (text === '' || text.length > MAX_LENGTH) return undefined;
  const octets = parseUnmappedIpAddress(bare(text.trim()));
  return octets && formatIpAddress(octets);
}

function bare(text: string): string {
  const unquoted = QUOTED.exec(text)?.[1] ?? text;
  return IPV6_IN_BRACKETS.exec(unquoted)?.[1] ?? IPV4_WITH_PORT.exec(unquoted)?.[1] ?? unquoted;
}
